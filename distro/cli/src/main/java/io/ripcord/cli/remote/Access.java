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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a server is reached: those that {@code up} started unless options name another.
 *
 * @param server {@code https://host:port}
 * @param certificate what to trust
 * @param tokenFiles where the token of who uses it may lie (0600): the first that is there counts, a new one goes to the first
 */
public record Access(URI server, Path certificate, List<Path> tokenFiles) {

    public Access {
        tokenFiles = List.copyOf(tokenFiles);
    }

    /** What {@code up} started here, as root on its board or in its cloud: by the token that lies in its state folder. */
    public static Access asRoot(boolean local, Home home) {
        return new Access(started(local, home), certificate(local, home), List.of(rootToken(local, home)));
    }

    /** What {@code up} started here, as the user whose token is kept here. */
    public static Access asUser(boolean local, Home home) {
        return new Access(started(local, home), certificate(local, home), List.of(ownToken(local, home)));
    }

    static Access of(boolean local, Home home, Where where) {
        return new Access(
                Optional.ofNullable(where.url).orElseGet(() -> started(local, home)),
                Optional.ofNullable(where.certificate).orElseGet(() -> certificate(local, home)),
                Optional.ofNullable(where.token).map(List::of).orElseGet(() -> tokenFiles(local, home, where.url)));
    }

    /** The kept token, empty before the first login. */
    public Optional<String> token() {
        return tokenFiles.stream().filter(Files::exists).findFirst().map(Access::read);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new RemoteFailure("The token in " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Keeps a token for the next commands of this user, and of nobody else. */
    public void keep(String token) {
        var tokenFile = tokenFiles.getFirst();
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
                : home.cloud().resolve("state/authority/authority.crt");
    }

    /** Before anybody logged in, root here is root on what {@code up} started; another server never sees that token. */
    private static List<Path> tokenFiles(boolean local, Home home, @Nullable URI elsewhere) {
        Path own = ownToken(local, home);
        return elsewhere == null ? List.of(own, rootToken(local, home)) : List.of(own);
    }

    private static Path ownToken(boolean local, Home home) {
        return home.root().resolve(local ? "device.token" : "operator.token");
    }

    private static Path rootToken(boolean local, Home home) {
        Path place = local ? home.board(StandardLab.DEVICE) : home.cloud();
        return place.resolve("state/run/local.token");
    }
}
