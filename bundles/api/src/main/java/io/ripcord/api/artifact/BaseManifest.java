package io.ripcord.api.artifact;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.trust.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a base consists of: every file of its folder but the signed manifest itself.
 *
 * @param version for people
 * @param release grows with each release
 * @param floor the smallest release that may follow this base
 */
public record BaseManifest(String version, long release, long floor, List<Item> files) {
    /** Of the file with the signed manifest, in the folder of the base. */
    public static final String SIGNED = "base.signed";

    private static final int MAX_FILES = 1000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]{0,127}");

    /**
     * A file.
     *
     * @param path below the folder, with slashes
     * @param program true if it is to be executable
     */
    public record Item(String path, Artifact artifact, boolean program) {
        private static Item from(Fields fields) {
            var item = new Item(fields.text("path", 1, 512), Artifact.from(fields), fields.flag("program", false));
            fields.end();
            for (var part : item.path.split("/", -1)) {
                if (!NAME.matcher(part).matches()) {
                    throw fields.bad("path", "it leaves the folder or has an unusual name", "use plain names");
                }
            }
            return item;
        }

        private Json json() {
            return JsonObject.EMPTY
                    .with("path", path)
                    .with("sha256", artifact.sha256().hex())
                    .with("size", artifact.size())
                    .with("program", program);
        }
    }

    public BaseManifest {
        files = List.copyOf(files);
    }

    /** @throws BadDocument naming the place that is wrong */
    public static BaseManifest parse(byte[] json) {
        var fields = Fields.of(JsonText.parseObject(json), "");
        var manifest = new BaseManifest(
                fields.text("version", 1, 64),
                fields.whole("release", 0, Long.MAX_VALUE),
                fields.whole("floor", 0, Long.MAX_VALUE, 0),
                fields.list("files", MAX_FILES, Item::from));
        fields.end();
        var paths = new HashSet<String>();
        for (var file : manifest.files) {
            if (file.path.equals(SIGNED) || !paths.add(file.path)) {
                throw new BadDocument(
                        "files", file.path + " is there twice, or is the manifest itself", "list it once");
            }
        }
        return manifest;
    }

    /** The manifest of a folder as it lies there. */
    public static BaseManifest of(Path folder, String version, long release, long floor) throws IOException {
        List<Item> items = new ArrayList<>();
        try (var tree = Files.walk(folder)) {
            for (var file : tree.filter(Files::isRegularFile).sorted().toList()) {
                var path = folder.relativize(file).toString();
                if (!path.equals(SIGNED)) {
                    items.add(
                            new Item(path, new Artifact(Digest.of(file), Files.size(file)), Files.isExecutable(file)));
                }
            }
        }
        return new BaseManifest(version, release, floor, items);
    }

    public byte[] encode() {
        return JsonObject.EMPTY
                .with("version", version)
                .with("release", release)
                .with("floor", floor)
                .with("files", new JsonArray(files.stream().map(Item::json).toList()))
                .text()
                .getBytes(StandardCharsets.UTF_8);
    }
}
