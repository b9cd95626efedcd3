package io.ripcord.cli.remote;

import io.ripcord.lab.Home;
import io.ripcord.lab.Ledger;
import io.ripcord.lab.StandardLab;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * How a server is reached: those that {@code up} started unless options name another.
 *
 * @param server {@code https://host:port}
 * @param certificate what to trust
 * @param tokenFile the token of who uses it, 0600
 */
public record Access(URI server, Path certificate, Path tokenFile) {

    static Access of(boolean local, Home home, Where where) {
        return new Access(
                Optional.ofNullable(where.url).orElseGet(() -> started(local, home)),
                Optional.ofNullable(where.certificate).orElseGet(() -> certificate(local, home)),
                Optional.ofNullable(where.token).orElseGet(() -> tokenFile(local, home)));
    }

    /** The kept token, empty before the first login. */
    Optional<String> token() {
        try {
            return Files.exists(tokenFile)
                    ? Optional.of(Files.readString(tokenFile).strip())
                    : Optional.empty();
        } catch (IOException e) {
            throw new RemoteFailure("The token in " + tokenFile + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Keeps a token for the next commands of this user, and of nobody else. */
    public void keep(String token) {
        try {
            var folder = tokenFile.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            var aside = Files.createTempFile(
                    folder,
                    ".token",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(aside, token.getBytes(StandardCharsets.US_ASCII));
            Files.move(aside, tokenFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new RemoteFailure("The token cannot be kept in " + tokenFile + ": " + e.getMessage(), e);
        }
    }

    private static URI started(boolean local, Home home) {
        return new Ledger(home.ledger())
                .note(local ? StandardLab.DEVICE_PAGES : StandardLab.CONSOLE_PAGES)
                .map(URI::create)
                .orElseThrow(() -> new RemoteFailure("No " + (local ? "device" : "console")
                        + " is up here; start it (./ripcord up), or name one with --url and --cert."));
    }

    private static Path certificate(boolean local, Home home) {
        return local
                ? home.board(StandardLab.DEVICE).resolve("state/identity/web.crt")
                : home.cloud().resolve("state/identity/authority.crt");
    }

    private static Path tokenFile(boolean local, Home home) {
        return home.root().resolve(local ? "device.token" : "operator.token");
    }
}
