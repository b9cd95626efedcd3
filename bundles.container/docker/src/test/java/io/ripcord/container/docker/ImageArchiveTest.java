package io.ripcord.container.docker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageArchiveTest {
    private static final String ONE =
            "[{\"Config\":\"c.json\",\"RepoTags\":[\"alpine:latest\"],\"Layers\":[\"l/layer.tar\"]}]";
    private static final byte[] LAYER = "x".repeat(200_000).getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void gives_the_image_our_name_and_no_other() throws IOException {
        var entries = renamed(Map.of("manifest.json", ONE, "repositories", "{}", "./index.json", "{}", "c.json", "{}"));
        assertEquals(
                "[{\"Config\":\"c.json\",\"RepoTags\":[\"ours:1\"],\"Layers\":[\"l/layer.tar\"]}]",
                new String(entries.get("manifest.json"), StandardCharsets.UTF_8));
        assertEquals(java.util.Set.of("c.json", "manifest.json"), entries.keySet());
    }

    @Test
    void keeps_layers_as_they_are() throws IOException {
        var file = folder.resolve("image.tar");
        try (var tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
            put(tar, new TarArchiveEntry("l/layer.tar"), LAYER);
            put(tar, new TarArchiveEntry("manifest.json"), ONE.getBytes(StandardCharsets.UTF_8));
        }
        assertArrayEquals(LAYER, read(ImageArchive.of(file)).get("l/layer.tar"));
    }

    @Test
    void refuses_two_images_none_and_what_is_no_archive() {
        assertTrue(refusal(Map.of("manifest.json", "[" + ONE.substring(1, ONE.length() - 1) + "," + ONE.substring(1)))
                .contains("exactly one image"));
        assertTrue(refusal(Map.of("manifest.json", "[]")).contains("exactly one image"));
        assertTrue(refusal(Map.of("manifest.json", "hello")).contains("manifest.json is wrong"));
        assertTrue(refusal(Map.of("c.json", "{}")).contains("no manifest.json"));
    }

    @Test
    void refuses_entries_that_leave_the_archive_or_are_of_an_odd_kind() throws IOException {
        assertTrue(refusal(Map.of("../etc/passwd", "x", "manifest.json", ONE)).contains("in a place"));
        var file = folder.resolve("odd.tar");
        try (var tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
            put(tar, new TarArchiveEntry("dev", TarArchiveEntry.LF_BLK), new byte[0]);
        }
        assertThrows(IOException.class, () -> ImageArchive.of(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../manifest.json",
                "a/../../b",
                "/etc/passwd",
                "./../b",
                "a\\..\\..\\b",
                "C:\\Windows\\x",
                "line\nbreak",
            })
    void refuses_names_that_leave_the_archive(String name) throws IOException {
        assertTrue(odd(new TarArchiveEntry(name, true)).contains("in a place"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../../etc/passwd", "../x/../../y"})
    void refuses_links_that_lead_out_of_it(String target) throws IOException {
        var link = new TarArchiveEntry("l/layer.tar", TarArchiveEntry.LF_SYMLINK);
        link.setLinkName(target);
        assertTrue(odd(link).contains("in a place"));
    }

    @Test
    void keeps_a_link_from_layer_to_layer() throws IOException {
        var link = new TarArchiveEntry("l/layer.tar", TarArchiveEntry.LF_SYMLINK);
        link.setLinkName("../k/layer.tar");
        var entries = read(ImageArchive.of(archive(link)));
        assertEquals(java.util.Set.of("l/layer.tar", "manifest.json"), entries.keySet());
    }

    @ParameterizedTest
    @ValueSource(bytes = {'1', '3', '4', '6', 'S'})
    void refuses_hard_links_devices_pipes_and_sparse_files(byte kind) throws IOException {
        odd(new TarArchiveEntry("l/layer.tar", kind));
    }

    @Test
    void takes_a_folder_in_a_folder_of_the_same_name() throws IOException {
        assertTrue(renamed(Map.of("a/a/c", "x", "manifest.json", ONE)).containsKey("a/a/c"));
    }

    @ParameterizedTest
    @CsvSource({"c.json, c.json", "c.json, C.JSON", "c.json, ./c.json", "manifest.json, Manifest.json"})
    void refuses_a_name_that_is_there_twice(String one, String other) throws IOException {
        assertTrue(odd(new TarArchiveEntry(one), new TarArchiveEntry(other)).contains("twice"));
    }

    @Test
    void refuses_more_entries_than_an_image_has() throws IOException {
        var many = IntStream.range(0, 10_001)
                .mapToObj(i -> new TarArchiveEntry("e" + i))
                .toArray(TarArchiveEntry[]::new);
        assertTrue(odd(many).contains("10000 entries"));
    }

    /** Each would be kept whole in memory. */
    @ParameterizedTest
    @ValueSource(bytes = {'L', 'K', 'x', 'g'})
    void reads_no_more_of_a_long_header_than_it_needs(byte kind) throws IOException {
        var header = new TarArchiveEntry("header", kind);
        header.setSize(4L << 30);
        var read = new AtomicLong();
        try (var tar = new BoundedTar(new SequenceInputStream(headerOf(header), zeros(read)))) {
            assertThrows(IOException.class, tar::getNextEntry);
        }
        assertTrue(read.get() <= BoundedTar.MAX_HEADERS + 64 * 1024, "read " + read);
    }

    @Test
    void reads_no_endless_row_of_headers() throws IOException {
        var all = new ByteArrayOutputStream();
        var name = new TarArchiveEntry("header", (byte) 'L');
        name.setSize(3);
        for (int i = 0; i < 5000; i++) {
            all.write(headerOf(name).readAllBytes());
            all.write(Arrays.copyOf(new byte[] {'a', 'b', 0}, 512));
        }
        try (var tar = new BoundedTar(new ByteArrayInputStream(all.toByteArray()))) {
            assertThrows(IOException.class, tar::getNextEntry);
        }
    }

    private static InputStream headerOf(TarArchiveEntry entry) {
        var header = new byte[512];
        entry.writeEntryHeader(header);
        return new ByteArrayInputStream(header);
    }

    private static InputStream zeros(AtomicLong read) {
        return new InputStream() {
            @Override
            public int read() {
                read.incrementAndGet();
                return 0;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                Arrays.fill(buffer, offset, offset + length, (byte) 0);
                read.addAndGet(length);
                return length;
            }

            @Override
            public long skip(long count) {
                read.addAndGet(count);
                return count;
            }
        };
    }

    private String odd(TarArchiveEntry... entries) throws IOException {
        var file = archive(entries);
        return assertThrows(IOException.class, () -> ImageArchive.of(file)).getMessage();
    }

    /** These, without content, and a good manifest unless they bring one. */
    private Path archive(TarArchiveEntry... entries) throws IOException {
        var file = folder.resolve("made.tar");
        try (var tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
            for (var entry : entries) {
                put(tar, entry, new byte[0]);
            }
            if (Arrays.stream(entries).noneMatch(entry -> entry.getName().equals("manifest.json"))) {
                put(tar, new TarArchiveEntry("manifest.json"), ONE.getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    private String refusal(Map<String, String> entries) {
        return assertThrows(IOException.class, () -> renamed(entries)).getMessage();
    }

    private Map<String, byte[]> renamed(Map<String, String> entries) throws IOException {
        var file = folder.resolve("image.tar");
        try (var tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
            for (var entry : entries.entrySet()) {
                put(
                        tar,
                        new TarArchiveEntry(entry.getKey(), true),
                        entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return read(ImageArchive.of(file));
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] content) throws IOException {
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static Map<String, byte[]> read(ImageArchive archive) throws IOException {
        Map<String, byte[]> found = new LinkedHashMap<>();
        byte[] all;
        try (var named = archive.named("ours:1")) {
            all = named.readAllBytes();
        }
        try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(all))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                found.put(entry.getName(), tar.readAllBytes());
            }
        }
        return found;
    }
}
