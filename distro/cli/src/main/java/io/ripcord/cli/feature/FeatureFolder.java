package io.ripcord.cli.feature;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.trust.Digest;
import io.ripcord.cli.remote.RemoteFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A feature as its developer has it: {@code feature.json} is an OSGi Feature, {@code target/bundles/} or {@code bundles/}
 * holds the jars that it lists.
 *
 * @param metadata the OSGi Feature with the SHA-256 and size of each bundle: a closed list
 * @param bundles the jars by digest
 */
record FeatureFolder(String name, JsonObject metadata, Map<Digest, Path> bundles) {
    private static final List<String> PLACES = List.of("target/bundles", "bundles");

    static FeatureFolder read(Path folder) {
        var file = folder.resolve("feature.json");
        try {
            return read(folder, JsonText.parseObject(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new RemoteFailure(
                    "The folder " + folder + " holds no feature that can be packed: " + e.getMessage(), e);
        } catch (BadDocument e) {
            throw new RemoteFailure(file + " is not valid: " + e.getMessage() + ".", e);
        }
    }

    private static FeatureFolder read(Path folder, JsonObject feature) throws IOException {
        Map<Digest, Path> jars = new LinkedHashMap<>();
        List<Json> bundles = new ArrayList<>();
        for (var bundle : bundles(feature)) {
            var jar = jar(folder, coordinates(bundle));
            var artifact = new Artifact(Digest.of(jar), Files.size(jar));
            jars.put(artifact.sha256(), jar);
            bundles.add(bundle.with("sha256", artifact.sha256().hex()).with("size", artifact.size()));
        }
        return new FeatureFolder(coordinates(feature)[1], feature.with("bundles", new JsonArray(bundles)), jars);
    }

    private static List<JsonObject> bundles(JsonObject feature) {
        if (!(feature.get("bundles").orElse(JsonArray.of()) instanceof JsonArray(var items))) {
            throw new BadDocument("bundles", "it is no array", "list the bundles in brackets");
        }
        return items.stream().map(FeatureFolder::bundle).toList();
    }

    private static JsonObject bundle(Json item) {
        if (item instanceof JsonObject bundle) {
            return bundle;
        }
        throw new BadDocument("bundles", "an item is no object", "write each as {\"id\": \"group:artifact:version\"}");
    }

    /** Group, artifact, version. */
    private static String[] coordinates(JsonObject object) {
        var id = object.string("id").orElse("").split(":", -1);
        if (id.length != 3) {
            throw new BadDocument("id", "it is missing or of another form", "write group:artifact:version");
        }
        return id;
    }

    private static Path jar(Path folder, String[] coordinates) throws IOException {
        var name = coordinates[1] + "-" + coordinates[2] + ".jar";
        for (var place : PLACES) {
            var jar = folder.resolve(place).resolve(name);
            if (Files.isRegularFile(jar)) {
                return jar;
            }
        }
        throw new IOException(
                "there is no " + name + " in " + folder.resolve(PLACES.getFirst()) + "; build it: mvn package");
    }
}
