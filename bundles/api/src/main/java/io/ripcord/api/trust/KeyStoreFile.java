package io.ripcord.api.trust;

import java.nio.file.Path;

/** A PKCS#12 file, 0600; {@code toString} does not show the password. */
public record KeyStoreFile(Path file, String password) {
    @Override
    public String toString() {
        return "key store " + file;
    }
}
