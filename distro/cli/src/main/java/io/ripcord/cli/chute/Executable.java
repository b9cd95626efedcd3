package io.ripcord.cli.chute;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the head of an ELF file says.
 *
 * @param architecture as container images call it
 * @param isStatic true if it names no interpreter
 */
record Executable(String architecture, boolean isStatic) {
    private static final int MAGIC = 0x7f454c46;
    private static final int PT_INTERP = 3;
    private static final int MAX_HEAD = 64 * 1024;

    /** @throws IOException if it is no ELF file of 64 bits */
    static Executable read(Path file) throws IOException {
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(MAX_HEAD);
        }
        if (head.length < 64 || ByteBuffer.wrap(head).getInt(0) != MAGIC || head[4] != 2) {
            throw new IOException(file + " is no executable of 64 bits");
        }
        var elf = ByteBuffer.wrap(head).order(head[5] == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        return new Executable(architecture(elf.getShort(18)), !hasInterpreter(elf));
    }

    private static String architecture(short machine) throws IOException {
        return switch (machine) {
            case 62 -> "amd64";
            case 183 -> "arm64";
            case 243 -> "riscv64";
            default -> throw new IOException("its machine " + machine + " is not known here");
        };
    }

    private static boolean hasInterpreter(ByteBuffer elf) throws IOException {
        long table = elf.getLong(32);
        int size = elf.getShort(54);
        int count = elf.getShort(56);
        if (table < 0 || table + (long) size * count > elf.capacity()) {
            throw new IOException("its program headers are not where they use to be");
        }
        for (int i = 0; i < count; i++) {
            if (elf.getInt((int) table + i * size) == PT_INTERP) {
                return true;
            }
        }
        return false;
    }
}
