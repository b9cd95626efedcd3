package io.ripcord.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Whole reads and writes at a place of a file. */
final class Channels {
    private Channels() {}

    /** Fills the buffer as far as the file goes; returns it ready to be read. */
    static ByteBuffer readFully(FileChannel file, ByteBuffer buffer, long position) throws IOException {
        for (int n = 0; n >= 0 && buffer.hasRemaining(); ) {
            n = file.read(buffer, position + buffer.position());
        }
        return buffer.flip();
    }

    static void writeFully(FileChannel file, ByteBuffer buffer, long position) throws IOException {
        int start = buffer.position();
        while (buffer.hasRemaining()) {
            file.write(buffer, position + buffer.position() - start);
        }
    }

    /** @return true, so that it can be the answer of a call */
    static boolean force(FileChannel file, boolean all) throws IOException {
        file.force(all);
        return true;
    }
}
