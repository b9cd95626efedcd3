package io.ripcord.container.docker;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A docker-archive: a tar with {@code manifest.json}, one configuration and layers. An archive names its image itself; read
 * as it is, it could give its image the name of another chute's, or of somebody else's on that engine.
 *
 * @param manifest its only item
 */
record ImageArchive(Path file, JsonObject manifest) {
    static final String MANIFEST = "manifest.json";
    private static final Set<String> NAMING = Set.of(MANIFEST, "repositories", "index.json", "oci-layout");
    private static final int MAX_MANIFEST = 1 << 20;
    /** Plain files, symbolic links and folders; to the library a device is a file. */
    private static final String KINDS = "\0" + "0257";

    private static final int MAX_ENTRIES = 10_000;
    private static final String REMEDY = "Make it by docker save, or ripcord chute install";

    /** @throws IOException unless the file is such an archive with exactly one image */
    static ImageArchive of(Path file) throws IOException {
        byte[] manifest = null;
        Set<String> names = new HashSet<>();
        try (var tar = open(file)) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var name = name(entry);
                if (!names.add(name.toLowerCase(Locale.ROOT).replaceFirst("/$", ""))) {
                    throw refuse("its entry \"" + name + "\" is there twice");
                }
                if (names.size() > MAX_ENTRIES) {
                    throw refuse("it has more than " + MAX_ENTRIES + " entries");
                }
                if (name.equals(MANIFEST)) {
                    manifest = tar.readNBytes(MAX_MANIFEST);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IOException(refuse("its headers are damaged").getMessage(), e);
        }
        if (manifest == null) {
            throw refuse("it holds no " + MANIFEST);
        }
        try {
            return new ImageArchive(file, only(JsonText.parse(manifest)));
        } catch (BadDocument e) {
            throw new IOException(
                    refuse("its " + MANIFEST + " is wrong: " + e.getMessage()).getMessage(), e);
        }
    }

    /** The archive again, but with this one name for its image. */
    InputStream named(String tag) throws IOException {
        var fields = Fields.of(manifest, MANIFEST);
        var renamed = JsonObject.EMPTY
                .with("Config", fields.text("Config", 1, 1024))
                .with("RepoTags", JsonArray.of(Json.of(tag)))
                .with("Layers", JsonArray.ofTexts(fields.texts("Layers", 1024, 1024)));
        return new Retar(
                open(file),
                entry -> !NAMING.contains(name(entry)),
                MANIFEST,
                JsonArray.of(renamed).text().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject only(Json manifest) {
        if (manifest instanceof JsonArray(var items)
                && items.size() == 1
                && items.getFirst() instanceof JsonObject object) {
            return object;
        }
        throw new BadDocument(MANIFEST, "it does not list exactly one image", "save one image only");
    }

    /** The entry's name, refused if it is of a kind or place that no image needs. */
    private static String name(TarArchiveEntry entry) throws IOException {
        var name = entry.getName();
        while (name.startsWith("./")) {
            name = name.substring(2);
        }
        boolean plain = KINDS.indexOf(entry.getLinkFlag()) >= 0 && !entry.isSparse();
        boolean inside = isInside(name) && (!entry.isSymbolicLink() || isInside(target(name, entry.getLinkName())));
        if (!plain || !inside) {
            throw refuse("its entry \"" + name + "\" is of a kind or in a place that an image has no need of");
        }
        return name;
    }

    /** Whoever unpacks it anywhere stays below that folder. */
    private static boolean isInside(String name) {
        int depth = 0;
        for (var part : name.split("/", -1)) {
            depth += part.equals("..") ? -1 : part.isEmpty() || part.equals(".") ? 0 : 1;
            if (depth < 0) {
                return false;
            }
        }
        return !name.startsWith("/") && name.chars().noneMatch(c -> c == '\\' || Character.isISOControl(c));
    }

    private static String target(String name, String link) {
        return link.startsWith("/") ? link : name.substring(0, name.lastIndexOf('/') + 1) + link;
    }

    private static TarArchiveInputStream open(Path file) throws IOException {
        return new BoundedTar(new BufferedInputStream(Files.newInputStream(file), 64 * 1024));
    }

    private static IOException refuse(String why) {
        return new IOException("the archive is no docker-archive that is taken: " + why + ". " + REMEDY);
    }
}
