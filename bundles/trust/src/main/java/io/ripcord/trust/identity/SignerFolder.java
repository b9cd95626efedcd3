package io.ripcord.trust.identity;

import io.ripcord.api.host.Facts;
import io.ripcord.trust.x509.Keys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The public keys (SPKI, PEM) that the board's maker put into a folder; read anew each time, so a change counts at once. */
record SignerFolder(Path folder) {
    private static final Logger LOG = LoggerFactory.getLogger(SignerFolder.class);
    private static final Path BELOW_ETC = Path.of("keys");

    /** The board's own folder if it has one, so that it can also narrow; else the one of the base. */
    static SignerFolder of(Facts facts, String name) {
        var own = facts.etc().resolve(BELOW_ETC).resolve(name);
        return new SignerFolder(
                Files.isDirectory(own)
                        ? own
                        : facts.home().resolve("etc").resolve(BELOW_ETC).resolve(name));
    }

    List<PublicKey> keys() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".pem"))
                    .sorted()
                    .flatMap(SignerFolder::key)
                    .toList();
        } catch (IOException e) {
            LOG.error("Cannot read the keys of {}; none of them counts", folder, e);
            return List.of();
        }
    }

    private static Stream<PublicKey> key(Path file) {
        try {
            return Stream.of(Keys.publicKey(Files.readString(file, StandardCharsets.US_ASCII), Keys.Kind.ED25519));
        } catch (IOException | GeneralSecurityException e) {
            LOG.error("The key in {} does not count: it is no Ed25519 public key in PEM", file, e);
            return Stream.empty();
        }
    }
}
