package io.ripcord.lab;

import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.Envelope;
import io.ripcord.api.trust.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A built sample, signed: what a device is sent.
 *
 * @param entry for the section {@code features}
 * @param artifacts the envelope and the bundles, by digest
 */
public record SignedFeature(JsonObject entry, Map<String, byte[]> artifacts) {

    /** @param folder of one of distro/samples */
    public static SignedFeature of(Path folder, SigningKey key) throws IOException {
        return of(folder, JsonObject.EMPTY, key);
    }

    /** @param patch of its feature.json (RFC 7396) */
    public static SignedFeature of(Path folder, JsonObject patch, SigningKey key) throws IOException {
        var feature = JsonText.parseObject(Files.readAllBytes(folder.resolve("feature.json")))
                .patched(patch);
        List<byte[]> files = new ArrayList<>();
        for (var bundle : bundles(feature)) {
            var id = bundle.string("id").orElseThrow().split(":", -1);
            files.add(Files.readAllBytes(folder.resolve("target/bundles/%s-%s.jar".formatted(id[1], id[2]))));
        }
        return of(feature, files, key);
    }

    /**
     * Fills in what the bundles are, and signs.
     *
     * @param feature as in a feature's folder
     * @param files its bundles, in its order
     */
    public static SignedFeature of(JsonObject feature, List<byte[]> files, SigningKey key) {
        Map<String, byte[]> artifacts = new LinkedHashMap<>();
        List<Json> bundles = new ArrayList<>();
        for (var bundle : bundles(feature)) {
            bundles.add(bundle.patched(added(artifacts, files.get(bundles.size()))));
        }
        var metadata = feature.with("bundles", new JsonArray(bundles)).text();
        var envelope = key.sign(Envelope.FEATURE, metadata.getBytes(StandardCharsets.UTF_8))
                .encode();
        return new SignedFeature(added(artifacts, envelope), artifacts);
    }

    private static List<JsonObject> bundles(JsonObject feature) {
        return ((JsonArray) feature.get("bundles").orElseThrow())
                .items().stream().map(JsonObject.class::cast).toList();
    }

    public static SigningKey key(DevKey key) throws IOException, GeneralSecurityException {
        var factory = KeyFactory.getInstance("Ed25519");
        return new SigningKey(new KeyPair(
                factory.generatePublic(new X509EncodedKeySpec(decoded(key.open()))),
                factory.generatePrivate(new PKCS8EncodedKeySpec(decoded(key.secret())))));
    }

    private static byte[] decoded(Path pem) throws IOException {
        return Base64.getMimeDecoder().decode(Files.readString(pem).replaceAll("-----[A-Z ]+-----", ""));
    }

    private static JsonObject added(Map<String, byte[]> artifacts, byte[] content) {
        var digest = Digest.of(content).hex();
        artifacts.put(digest, content);
        return JsonObject.EMPTY.with("sha256", digest).with("size", content.length);
    }
}
