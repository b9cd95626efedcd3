package io.ripcord.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JarCheckTest {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";

    @TempDir
    Path folder;

    @Test
    void takes_an_ordinary_bundle_and_counts_it() throws IOException {
        assertEquals(11, JarCheck.check(jar(Map.of(MANIFEST, new byte[4], "a/B.class", new byte[7]))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/cron.d/x",
                "/etc/cron.d/x",
                "a/../../x",
                "a\\..\\..\\x",
                "C:/x",
                "a\0b",
                "a\n2026-11-25 ERROR forged"
            })
    void refuses_a_name_outside_of_the_jar(String name) throws IOException {
        var why = refusal(jar(Map.of(name, new byte[1])));
        assertTrue(why.contains("outside") || why.contains("damaged"), why);
        assertTrue(why.chars().noneMatch(Character::isISOControl), why);
    }

    @Test
    void refuses_a_name_that_is_there_twice() throws IOException {
        var file = jar(Map.of("aaaa", new byte[1], "bbbb", new byte[2]));
        replace(file, "bbbb", "aaaa");
        assertTrue(refusal(file).contains("twice"));
    }

    @Test
    void stops_at_a_hundred_times_the_size() throws IOException {
        assertTrue(refusal(zeros("big.bin", 64 << 20)).contains("unpacks to more"));
    }

    @Test
    void reads_on_past_the_size_that_an_entry_claims() throws IOException {
        var file = zeros("big.bin", 64 << 20);
        replace(file, new byte[] {0, 0, 0, 4}, new byte[] {9, 0, 0, 0});
        assertTrue(refusal(file).matches(".*(unpacks to more|invalid|damaged).*"), () -> quietly(file));
    }

    @Test
    void does_not_unpack_a_large_manifest() throws IOException {
        assertTrue(refusal(zeros(MANIFEST, 2 << 20)).contains("unpacks to more"));
        assertTrue(refusal(zeros("meta-inf/manifest.mf", 2 << 20)).contains("unpacks to more"));
    }

    @Test
    void refuses_more_entries_than_a_bundle_has_before_it_reads_their_names() throws IOException {
        assertTrue(refusal(jar(many(JarCheck.MAX_ENTRIES + 1))).contains("entries"));
        assertEquals(0, JarCheck.check(jar(many(JarCheck.MAX_ENTRIES))));
    }

    @Test
    void refuses_an_inner_jar_that_would_fill_memory_when_it_is_opened() throws IOException {
        var inner = Files.readAllBytes(jar(many(JarCheck.MAX_ENTRIES + 1)));
        assertTrue(refusal(jar(Map.of("lib/inner.bin", inner))).contains("entries"));
    }

    @Test
    void many_entries_on_the_same_bytes_count_as_often_as_they_are_unpacked() throws IOException {
        var file = Files.readAllBytes(zeros("a000", 1 << 20));
        assertTrue(refusal(overlapping(file, 200)).contains("unpacks to more"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "PK\u0003\u0004", "PK\u0005\u0006"})
    void refuses_what_is_no_jar(String content) throws IOException {
        refusal(Files.writeString(folder.resolve("no.jar"), content, StandardCharsets.ISO_8859_1));
    }

    private static String refusal(Path file) {
        return String.valueOf(
                assertThrows(IOException.class, () -> JarCheck.check(file)).getMessage());
    }

    private static String quietly(Path file) {
        return refusal(file);
    }

    private static Map<String, byte[]> many(int count) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            entries.put("e" + i, new byte[0]);
        }
        return entries;
    }

    private Path zeros(String name, int size) throws IOException {
        return jar(Map.of(name, new byte[size]));
    }

    private Path jar(Map<String, byte[]> entries) throws IOException {
        var file = folder.resolve(entries.size() + "-" + System.nanoTime() + ".jar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }

    private static void replace(Path file, String from, String to) throws IOException {
        replace(file, from.getBytes(StandardCharsets.US_ASCII), to.getBytes(StandardCharsets.US_ASCII));
    }

    private static void replace(Path file, byte[] from, byte[] to) throws IOException {
        var bytes = Files.readAllBytes(file);
        for (int i = 0; i + from.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + from.length, from, 0, from.length)) {
                System.arraycopy(to, 0, bytes, i, to.length);
            }
        }
        Files.write(file, bytes);
    }

    /** A jar of one entry, but its directory names that entry again and again, by other names. */
    private Path overlapping(byte[] jar, int times) throws IOException {
        int end = jar.length - 22;
        int start = (jar[end + 16] & 0xff) + 256 * (jar[end + 17] & 0xff) + 65536 * (jar[end + 18] & 0xff);
        var directory = Arrays.copyOfRange(jar, start, end);
        var all = new ByteArrayOutputStream();
        all.write(jar, 0, start);
        for (int i = 0; i < times; i++) {
            System.arraycopy("a%03d".formatted(i).getBytes(StandardCharsets.US_ASCII), 0, directory, 46, 4);
            all.write(directory);
        }
        var tail = Arrays.copyOfRange(jar, end, jar.length);
        int size = directory.length * times;
        for (int at : new int[] {8, 10}) {
            tail[at] = (byte) times;
            tail[at + 1] = (byte) (times >> 8);
        }
        for (int i = 0; i < 4; i++) {
            tail[12 + i] = (byte) (size >> (8 * i));
        }
        all.write(tail);
        return Files.write(folder.resolve("overlapping.jar"), all.toByteArray());
    }
}
