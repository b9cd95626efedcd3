package io.ripcord.cli.chute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.trust.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageArchiveTest {
    @TempDir
    Path folder;

    private Busybox busybox;

    @BeforeEach
    void setUp() throws IOException {
        busybox = new Busybox(elf("busybox", false), List.of("httpd", "sh"));
    }

    @Test
    void gives_the_same_bytes_for_the_same_content() throws IOException {
        var first = ImageArchive.build(additions("one"), busybox, folder.resolve("one.tar"));
        var again = additions("two");
        Files.setLastModifiedTime(again.resolve("start.sh"), FileTime.fromMillis(0));
        var second = ImageArchive.build(again, busybox, folder.resolve("two.tar"));
        assertEquals(first.artifact(), second.artifact());
        assertEquals(-1, Files.mismatch(first.file(), second.file()));
    }

    @Test
    void is_another_image_when_a_file_differs() throws IOException {
        var first = ImageArchive.build(additions("one"), busybox, folder.resolve("one.tar"));
        var other = additions("two");
        Files.writeString(other.resolve("www/index.html"), "other");
        assertTrue(!first.artifact()
                .equals(ImageArchive.build(other, busybox, folder.resolve("two.tar"))
                        .artifact()));
    }

    @Test
    void holds_busybox_its_names_and_the_additions_owned_by_root() throws IOException {
        var archive = ImageArchive.build(additions("one"), busybox, folder.resolve("one.tar"));
        var layer = entries(new ByteArrayInputStream(layer(archive)));
        assertEquals(
                List.of(
                        "bin/",
                        "bin/busybox",
                        "bin/httpd",
                        "bin/sh",
                        "start.sh",
                        "www/",
                        "www/index.html",
                        "www/latest"),
                List.copyOf(layer.keySet()));
        assertEquals("busybox", layer.get("bin/sh").getLinkName());
        assertEquals("index.html", layer.get("www/latest").getLinkName());
        assertEquals(0755, layer.get("start.sh").getMode() & 0777);
        assertEquals(0644, layer.get("www/index.html").getMode() & 0777);
        for (var entry : layer.values()) {
            assertEquals(0, entry.getLongUserId() + entry.getLongGroupId());
            assertEquals(0, entry.getLastModifiedTime().toMillis());
            assertEquals("", entry.getUserName());
        }
    }

    @Test
    void says_of_its_configuration_which_layer_and_machine_it_is() throws IOException {
        var archive = ImageArchive.build(folder.resolve("nothing"), busybox, folder.resolve("one.tar"));
        var config = JsonText.parseObject(
                content(archive, manifest(archive).string("Config").orElseThrow()));
        assertEquals(Optional.of("arm64"), config.string("architecture"));
        var layers = config.object("rootfs").orElseThrow().get("diff_ids").orElseThrow();
        assertEquals("[\"sha256:" + Digest.of(layer(archive)).hex() + "\"]", layers.text());
    }

    @Test
    void refuses_what_an_image_cannot_hold() throws IOException, InterruptedException {
        var additions = additions("one");
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", additions.resolve("pipe").toString())
                        .start()
                        .waitFor());
        var failure = assertThrows(
                IOException.class, () -> ImageArchive.build(additions, busybox, folder.resolve("one.tar")));
        assertTrue(failure.getMessage().contains("pipe"), failure.getMessage());
    }

    @Test
    void tells_a_static_program_from_one_that_needs_libraries() throws IOException {
        assertTrue(Executable.read(elf("static", false)).isStatic());
        assertTrue(!Executable.read(elf("dynamic", true)).isStatic());
        assertThrows(
                IOException.class, () -> Executable.read(Files.writeString(folder.resolve("script"), "#!/bin/sh")));
    }

    private Path additions(String name) throws IOException {
        var root = Files.createDirectories(folder.resolve(name));
        Files.createDirectories(root.resolve("www"));
        Files.writeString(root.resolve("www/index.html"), "<h1>hello</h1>");
        Files.createSymbolicLink(root.resolve("www/latest"), Path.of("index.html"));
        Files.writeString(root.resolve("start.sh"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(root.resolve("start.sh"), PosixFilePermissions.fromString("rwx------"));
        return root;
    }

    /** An ELF head of 64 bits for AArch64 with one program header. */
    private Path elf(String name, boolean interpreter) throws IOException {
        var head = ByteBuffer.allocate(64 + 56).order(ByteOrder.LITTLE_ENDIAN);
        head.put(0, new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
        head.putShort(18, (short) 183).putLong(32, 64).putShort(54, (short) 56).putShort(56, (short) 1);
        head.putInt(64, interpreter ? 3 : 1);
        return Files.write(folder.resolve(name), head.array());
    }

    private static JsonObject manifest(ImageArchive archive) throws IOException {
        return (JsonObject) ((JsonArray) JsonText.parse(content(archive, "manifest.json")))
                .items()
                .getFirst();
    }

    private static byte[] layer(ImageArchive archive) throws IOException {
        var layers = (JsonArray) manifest(archive).get("Layers").orElseThrow();
        return content(
                archive,
                JsonText.parseObject("{\"name\": " + layers.items().getFirst().text() + "}")
                        .string("name")
                        .orElseThrow());
    }

    private static byte[] content(ImageArchive archive, String name) throws IOException {
        try (var tar = new TarArchiveInputStream(Files.newInputStream(archive.file()), StandardCharsets.UTF_8.name())) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return tar.readAllBytes();
                }
            }
        }
        throw new IOException("no entry " + name);
    }

    private static Map<String, TarArchiveEntry> entries(InputStream in) throws IOException {
        Map<String, TarArchiveEntry> entries = new LinkedHashMap<>();
        try (var tar = new TarArchiveInputStream(in, StandardCharsets.UTF_8.name())) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.put(entry.getName(), entry);
            }
        }
        return entries;
    }
}
