package io.ripcord.cli.chute;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.trust.Digest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * A container image from nothing, as a docker-archive with one layer: busybox and what the developer adds. The same input
 * gives the same file, so an unchanged image is not uploaded again.
 */
record ImageArchive(Path file, Artifact artifact) {
    private static final String NO_TIME = "1970-01-01T00:00:00Z";

    /** @param additions the folder with what is added; need not exist */
    static ImageArchive build(Path additions, Busybox busybox, Path target) throws IOException {
        var layer = Files.createTempFile(target.toAbsolutePath().getParent(), "layer", ".tar");
        try {
            writeLayer(layer, additions, busybox);
            var digest = Digest.of(layer);
            var config = config(Executable.read(busybox.program()).architecture(), digest);
            try (var out = new BufferedOutputStream(Files.newOutputStream(target))) {
                writeArchive(out, config, layer, digest);
            }
            return new ImageArchive(target, new Artifact(Digest.of(target), Files.size(target)));
        } finally {
            Files.delete(layer);
        }
    }

    private static void writeLayer(Path layer, Path additions, Busybox busybox) throws IOException {
        var writer = new LayerWriter().add(busybox);
        if (Files.isDirectory(additions)) {
            writer.add(additions);
        }
        try (var out = new BufferedOutputStream(Files.newOutputStream(layer))) {
            writer.writeTo(out);
        }
    }

    private static void writeArchive(BufferedOutputStream out, byte[] config, Path layer, Digest digest)
            throws IOException {
        var configName = Digest.of(config).hex() + ".json";
        var layerName = digest.hex() + ".tar";
        var tar = Tar.writer(out);
        Tar.put(tar, configName, config);
        var entry = new TarArchiveEntry(layerName);
        entry.setSize(Files.size(layer));
        Tar.put(tar, entry, 0644, layer);
        Tar.put(tar, "manifest.json", manifest(configName, layerName));
        tar.finish();
        tar.flush();
    }

    private static byte[] config(String architecture, Digest layer) {
        var history = JsonObject.EMPTY.with("created", NO_TIME).with("created_by", "ripcord chute install");
        return bytes(JsonObject.EMPTY
                .with("architecture", architecture)
                .with("os", "linux")
                .with("created", NO_TIME)
                .with(
                        "config",
                        JsonObject.EMPTY
                                .with("Env", JsonArray.of(Json.of("PATH=/bin")))
                                .with("Cmd", JsonArray.of(Json.of("/bin/sh"))))
                .with(
                        "rootfs",
                        JsonObject.EMPTY
                                .with("type", "layers")
                                .with("diff_ids", JsonArray.of(Json.of("sha256:" + layer.hex()))))
                .with("history", JsonArray.of(history)));
    }

    private static byte[] manifest(String config, String layer) {
        return bytes(JsonArray.of(JsonObject.EMPTY
                .with("Config", config)
                .with("RepoTags", JsonArray.of())
                .with("Layers", JsonArray.of(Json.of(layer)))));
    }

    private static byte[] bytes(Json json) {
        return json.text().getBytes(StandardCharsets.UTF_8);
    }
}
