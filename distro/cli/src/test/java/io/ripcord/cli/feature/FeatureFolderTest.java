package io.ripcord.cli.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.Envelope;
import io.ripcord.api.trust.SigningKey;
import io.ripcord.cli.remote.RemoteFailure;
import io.ripcord.lab.DevKey;
import io.ripcord.lab.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FeatureFolderTest {
    private static final String FEATURE = "{\"feature-resource-version\": \"1.0\", \"id\": \"example:greeter:1.0.0\","
            + " \"bundles\": [{\"id\": \"example:example.api:1.0.0\", \"start-order\": 1}]}";

    @TempDir
    Path folder;

    @Test
    void lists_each_bundle_by_its_content() throws IOException {
        var jar = feature(FEATURE);
        var feature = FeatureFolder.read(folder);
        assertEquals("greeter", feature.name());
        assertEquals(Map.of(Digest.of(jar), jar), feature.bundles());
        assertEquals(
                "[{\"id\":\"example:example.api:1.0.0\",\"start-order\":1,\"sha256\":\"" + Digest.of(jar)
                        + "\",\"size\":3}]",
                feature.metadata().get("bundles").orElseThrow().text());
    }

    @Test
    void says_which_bundle_is_not_built() throws IOException {
        feature(FEATURE.replace("api:1", "api:2"));
        var failure = assertThrows(RemoteFailure.class, () -> FeatureFolder.read(folder));
        assertTrue(failure.getMessage().contains("example.api-2.0.0.jar"), failure.getMessage());
    }

    @Test
    void refuses_a_feature_without_an_id() throws IOException {
        feature(FEATURE.replace("example:greeter:1.0.0", "greeter"));
        var failure = assertThrows(RemoteFailure.class, () -> FeatureFolder.read(folder));
        assertTrue(failure.getMessage().contains("group:artifact:version"), failure.getMessage());
    }

    @Test
    void signs_with_the_key_that_up_made() throws Exception {
        var key = DevKey.in(Home.at(folder.resolve("home")));
        var envelope = KeyFiles.read(key.secret()).sign(Envelope.FEATURE, new byte[] {1, 2});
        var open = Base64.getMimeDecoder().decode(Files.readString(key.open()).replaceAll("-----[A-Z ]+-----", ""));
        assertTrue(SigningKey.verifies(
                envelope, KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(open))));
    }

    private Path feature(String json) throws IOException {
        Files.writeString(folder.resolve("feature.json"), json);
        var bundles = Files.createDirectories(folder.resolve("target/bundles"));
        return Files.writeString(bundles.resolve("example.api-1.0.0.jar"), "jar");
    }
}
