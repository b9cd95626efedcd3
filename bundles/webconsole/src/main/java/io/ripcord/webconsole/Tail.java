package io.ripcord.webconsole;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a text file. */
final class Tail {
    private static final int MAX_BYTES = 256 * 1024;

    private Tail() {}

    /** At most that many of the last lines, and 256 KiB. */
    static String of(Path file, int lines) throws IOException {
        try (var channel = FileChannel.open(file)) {
            long start = Math.max(0, channel.size() - MAX_BYTES);
            var buffer = ByteBuffer.allocate((int) (channel.size() - start));
            while (buffer.hasRemaining() && channel.read(buffer, start + buffer.position()) >= 0) {
                // until it is full or the file got shorter
            }
            List<String> all = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        }
    }
}
