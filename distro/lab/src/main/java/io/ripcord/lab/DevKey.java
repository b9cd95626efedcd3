package io.ripcord.lab;

import io.ripcord.lab.linux.LabException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/** The Ed25519 key with which a developer signs features and bases; boards of the same home trust it. PEM files, PKCS 8 and X.509. */
public record DevKey(Path secret, Path open) {

    /** The key of a home, made where there is none. */
    public static DevKey in(Home home) {
        return at(home.keys().resolve("dev.key"));
    }

    /** The key in that file, made where there is none; its open half is beside it, {@code .pem} for {@code .key}. */
    public static DevKey at(Path secret) {
        String name = secret.getFileName().toString().replaceFirst("\\.key$", "");
        DevKey key = new DevKey(secret, secret.resolveSibling(name + ".pem"));
        if (!Files.exists(key.secret) || !Files.exists(key.open)) {
            key.make();
        }
        return key;
    }

    /** Puts the open half among the signers that this board trusts. */
    public void trustOn(Board board) {
        for (String purpose : List.of("feature-signers", "base-signers")) {
            Path signers = board.etc().resolve("keys").resolve(purpose);
            try {
                Files.createDirectories(signers);
                Files.write(signers.resolve("dev.pem"), Files.readAllBytes(open));
            } catch (IOException e) {
                throw new LabException(
                        "The development key could not be put into " + signers + ": " + e.getMessage(), e);
            }
        }
    }

    private void make() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            Files.deleteIfExists(secret);
            Files.createFile(
                    secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(secret, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
            Files.writeString(open, pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new LabException("The development key " + secret + " could not be made: " + e.getMessage(), e);
        }
    }

    private static String pem(String label, byte[] bytes) {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(bytes);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }
}
