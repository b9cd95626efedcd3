package io.ripcord.features;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Whether a jar is what it seems, asked before the framework opens it: the framework keeps the directory of a jar in memory and
 * unpacks inner jars and libraries whole onto the disk, whatever their size is. Needs some MiB, whatever the jar holds.
 */
final class JarCheck {
    static final int MAX_ENTRIES = 20_000;
    static final int MAX_DIRECTORY = 4 << 20;
    static final int MAX_MANIFEST = 1 << 20;

    /** All entries unpacked. */
    static final long MAX_CONTENT = 512L << 20;

    /** How much larger than the file that is: class files come to about three, texts to ten. */
    static final int MAX_RATIO = 100;

    private static final long FREE_OF_RATIO = 1 << 20;
    private static final int END = 22;
    private static final int TAIL = END + 0xffff;
    private static final int PIECE = 32 * 1024;
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    private JarCheck() {}

    /**
     * @return bytes that its entries have unpacked
     * @throws IOException if it is no jar that is taken, saying why
     */
    static long check(Path jar) throws IOException {
        long size = directory(jar);
        try (var zip = new ZipFile(jar.toFile())) {
            long most = Math.min(MAX_CONTENT, Math.max(FREE_OF_RATIO, size * MAX_RATIO));
            Set<String> names = new HashSet<>();
            var buffer = new byte[TAIL + PIECE];
            long all = 0;
            for (var entry : zip.stream().toList()) {
                checkName(entry.getName());
                if (!names.add(entry.getName())) {
                    throw new IOException("its entry " + printable(entry.getName()) + " is there twice");
                }
                all += unpacked(
                        zip,
                        entry,
                        entry.getName().toUpperCase(Locale.ROOT).equals(MANIFEST)
                                ? Math.min(MAX_MANIFEST, most - all)
                                : most - all,
                        buffer);
            }
            return all;
        } catch (IllegalArgumentException e) {
            throw new IOException("its directory is damaged", e);
        }
    }

    /** Looks at the end of the file, as every reader of jars begins; the file's length. */
    private static long directory(Path jar) throws IOException {
        try (var file = new RandomAccessFile(jar.toFile(), "r")) {
            var tail = new byte[(int) Math.min(file.length(), TAIL)];
            file.seek(file.length() - tail.length);
            file.readFully(tail);
            if (!checkEnd(tail, tail.length)) {
                throw new IOException("it has no directory of entries");
            }
            return file.length();
        }
    }

    /** False if this is not the end of a jar. */
    private static boolean checkEnd(byte[] tail, int length) throws IOException {
        for (int at = length - END; at >= 0; at--) {
            if (number(tail, at, 4) == 0x06054b50L && at + END + number(tail, at + 20, 2) == length) {
                checkDirectory(number(tail, at + 10, 2), number(tail, at + 12, 4));
                return true;
            }
        }
        return false;
    }

    /** The largest numbers stand for larger ones elsewhere in the file, and are refused with the rest. */
    private static void checkDirectory(long entries, long bytes) throws IOException {
        if (entries > MAX_ENTRIES || bytes > MAX_DIRECTORY) {
            throw new IOException(
                    "it has more than " + MAX_ENTRIES + " entries, or " + MAX_DIRECTORY + " bytes of their names");
        }
    }

    private static void checkName(String name) throws IOException {
        boolean odd = name.startsWith("/")
                || name.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c))
                || List.of(name.split("/", -1)).contains("..")
                || name.matches("[A-Za-z]:.*");
        if (odd) {
            throw new IOException("its entry " + printable(name) + " is in a place outside of it");
        }
    }

    /** Reads the entry to its end, whatever size it claims; an inner jar is opened by the framework as well. */
    private static long unpacked(ZipFile zip, ZipEntry entry, long most, byte[] buffer) throws IOException {
        int kept = 0;
        long all = 0;
        try (var in = zip.getInputStream(entry)) {
            for (int count = in.read(buffer, kept, PIECE); count >= 0; count = in.read(buffer, kept, PIECE)) {
                all += count;
                if (all > most) {
                    throw new IOException("it unpacks to more than is sound: its entry " + printable(entry.getName())
                            + " goes beyond what is left of " + MAX_CONTENT + " bytes or " + MAX_RATIO
                            + " times its size");
                }
                kept += count;
                int excess = Math.max(0, kept - TAIL);
                System.arraycopy(buffer, excess, buffer, 0, kept - excess);
                kept -= excess;
            }
        }
        checkEnd(buffer, kept);
        return all;
    }

    private static long number(byte[] bytes, int at, int length) {
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | (bytes[at + i] & 0xff);
        }
        return value;
    }

    private static String printable(String name) {
        var shown = name.length() > 100 ? name.substring(0, 100) + "..." : name;
        return '"' + shown.replaceAll("[^\\x20-\\x7e]", "?") + '"';
    }
}
