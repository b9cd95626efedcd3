package io.ripcord.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The archive that a kernel takes its first files from: cpio in its format "newc" (the kernel's buffer-format.rst). */
final class Archive {
    private static final int FOLDER = 0040755;
    private static final int PROGRAM = 0100755;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int entries;

    Archive folder(String name) {
        entry(name, FOLDER, new byte[0]);
        return this;
    }

    Archive file(String name, byte[] content) {
        entry(name, PROGRAM, content);
        return this;
    }

    Archive file(String name, Path path) {
        return file(name, path.toString().getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
        entry("TRAILER!!!", 0, new byte[0]);
        return out.toByteArray();
    }

    /** Thirteen numbers of eight digits, the name, the content; both end at a multiple of four. */
    private void entry(String name, int mode, byte[] content) {
        int[] numbers = {++entries, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, name.length() + 1, 0};
        var header = new StringBuilder("070701");
        for (int number : numbers) {
            header.append("%08x".formatted(number));
        }
        out.writeBytes(header.append(name).append('\0').toString().getBytes(StandardCharsets.US_ASCII));
        pad();
        out.writeBytes(content);
        pad();
    }

    private void pad() {
        while (out.size() % 4 != 0) {
            out.write(0);
        }
    }
}
