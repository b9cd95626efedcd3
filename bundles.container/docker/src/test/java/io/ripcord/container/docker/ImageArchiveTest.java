package io.ripcord.container.docker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
