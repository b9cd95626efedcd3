package io.ripcord.api.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/** Carries out the calls that change the disk, each named by its point; one that fails on purpose finds out what then is. */
@ConsumerType
public interface DiskCalls {
    /** Just does what it is told. */
    DiskCalls PLAIN = new DiskCalls() {};

    default <T> T call(DiskPoint point, Path file, Call<T> call) throws IOException {
        return call.run();
    }

    default void write(DiskPoint point, Path file, ByteBuffer bytes, Sink sink) throws IOException {
        sink.write(bytes);
    }

    /** One call. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws IOException;
    }

    /** Writes all that remains in the buffer. */
    @FunctionalInterface
    interface Sink {
        void write(ByteBuffer bytes) throws IOException;
    }
}
