package io.ripcord.testkit;

import io.ripcord.api.host.Host;
import java.io.IOException;
import java.nio.file.Path;

/** A host of which only the programs matter: no test with it cuts the power, so files are written without care. */
public interface ProgramHost extends Host {
    @Override
    default void write(Path file, byte[] content) throws IOException {
        generate(file, content);
    }

    @Override
    default void writeSecret(Path file, byte[] content) throws IOException {
        generate(file, content);
    }

    @Override
    default void restart(String reason) {
        throw new UnsupportedOperationException("this JVM is the test's: " + reason);
    }
}
