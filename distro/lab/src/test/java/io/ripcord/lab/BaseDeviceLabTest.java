package io.ripcord.lab;

import static io.ripcord.lab.Governed.result;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.artifact.BaseManifest;
import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.trust.Digest;
import io.ripcord.lab.junit.LabTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Bases of a real device: a good one stays, a bad one gives way to the one before it by itself, and that is told. */
@LabTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class BaseDeviceLabTest {
    private static final UnitId BASE = UnitId.whole("base");

    @TempDir
    Path place;

    private DeviceScene scene;
    private Governed device;
    private SignedBase good;

    @BeforeAll
    void start(Lab lab) throws Exception {
        scene = new DeviceScene(lab);
        device = scene.startDevice("--healthy-after", "3");
    }

    @Test
    @Order(0)
    void the_committed_firewall_stands_before_the_device_process_runs() throws Exception {
        var namespace = scene.board.namespace();
        var options = scene.device.folder().resolve("etc/jvm.options");
        var before = Files.readString(options);
        DeviceScene.await(
                DeviceScene.READY,
                "the first rules are committed",
                () -> Files.exists(scene.board.state().resolve("net/firewall.nft")));
        scene.killDevice();
        namespace.run("nft", "delete", "table", "inet", "ripcord").orThrow();
        scene.flag("-XX:+NoSuchFlag");
        scene.device.start("--healthy-after", "3");
        DeviceScene.await(
                DeviceScene.READY,
                "the firewall stands",
                () -> namespace.run("nft", "list", "table", "inet", "ripcord").ok());
        assertFalse(scene.device.isReady(), "no device process runs");
        Files.writeString(options, before);
        scene.awaitDevice();
    }

    @Test
    @Order(1)
    void a_good_base_runs_beside_the_old_one_and_stays() throws Exception {
        good = base("good", 2, folder -> Files.writeString(folder.resolve("etc/note.txt"), "new"));
        var change = install(good);
        assertEquals(Optional.of(Outcome.APPLIED), change.outcome(), change.json()::text);
        assertRuns(good);
        scene.killDevice();
        scene.device.start("--healthy-after", "3");
        scene.awaitDevice();
        assertRuns(good);
    }

    @Test
    @Order(2)
    void a_base_that_does_not_start_gives_way_after_three_starts() throws Exception {
        var bad = base("mute", 3, folder -> {
            try (Stream<Path> jars = Files.list(folder.resolve("lib"))) {
                var launcher = jars.filter(jar -> jar.getFileName().toString().startsWith("io.ripcord.launcher"))
                        .findFirst()
                        .orElseThrow();
                Files.writeString(launcher, "no jar");
            }
        });
        assertGivesWay(bad, "was started three times and did not last");
    }

    @Test
    @Order(3)
    void a_base_that_never_gets_healthy_gives_way_after_three_starts() throws Exception {
        var bad = base("lame", 4, folder -> {
            var manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
            manifest.getMainAttributes().putValue("Bundle-SymbolicName", "example.lame");
            manifest.getMainAttributes().putValue("Bundle-Version", "1.0.0");
            manifest.getMainAttributes().putValue("Import-Package", "example.nowhere");
            var jar = folder.resolve("bundles/example.lame-1.0.0.jar");
            new JarOutputStream(Files.newOutputStream(jar), manifest).close();
            Files.writeString(folder.resolve("bundles.list"), "10 example.lame-1.0.0.jar\n", StandardOpenOption.APPEND);
        });
        assertGivesWay(bad, "example.lame 1.0.0 is not resolved");
    }

    @Test
    @Order(4)
    void a_base_that_a_stranger_signed_is_refused_and_nothing_restarts() throws Exception {
        var jvm = scene.device.jvm();
        var folder = copy("strange");
        var stranger = SignedFeature.key(DevKey.in(Home.at(place.resolve("stranger"))));
        var change = install(SignedBase.sign(folder, "strange", 9, 0, stranger));
        assertEquals(Outcome.REFUSED, result(change, BASE).outcome(), change.json()::text);
        assertTrue(result(change, BASE).reason().contains("not trusted"), change.json()::text);
        assertEquals(jvm, scene.device.jvm());
    }

    private void assertGivesWay(SignedBase bad, String reason) throws Exception {
        var change = install(bad);
        assertEquals(Optional.of(Outcome.FAILED), change.outcome(), change.json()::text);
        assertTrue(result(change, BASE).reason().contains(reason), change.json()::text);
        scene.awaitDevice();
        assertRuns(good);
        assertEquals(Optional.of(bad.release().sha256().hex()), reported().string("failed"));
        var jvm = scene.device.jvm();
        var other =
                device.change("system", "name", Json.of("gate-" + bad.release().size()));
        assertTrue(result(other, BASE).reason().contains("not tried again"), other.json()::text);
        assertEquals(jvm, scene.device.jvm());
    }

    private void assertRuns(SignedBase base) {
        DeviceScene.await(
                DeviceScene.READY,
                "the base runs",
                () -> reported()
                        .object("release")
                        .flatMap(release -> release.string("sha256"))
                        .equals(Optional.of(base.release().sha256().hex())));
    }

    private JsonObject reported() throws IOException, InterruptedException {
        return device.reported().domains().getOrDefault("base", JsonObject.EMPTY);
    }

    /** Sends what the running base has not, and sees it through, over the restarts. */
    private ChangeRecord install(SignedBase base) throws Exception {
        DeviceScene.await(
                DeviceScene.READY,
                "the owner of the base is up",
                () -> reported().string("version").isPresent());
        var here = BaseManifest.of(scene.device.folder(), "", 0, 0).files().stream()
                .map(file -> file.artifact().sha256())
                .toList();
        for (var file : base.files().entrySet()) {
            Digest digest = file.getKey();
            if (!here.contains(digest)) {
                device.rest().put("artifacts/" + digest.hex(), Files.readAllBytes(file.getValue()));
            }
        }
        return device.change("base", "release", base.release().json());
    }

    private SignedBase base(String version, long release, Making making) throws Exception {
        var folder = copy(version);
        making.make(folder);
        return SignedBase.sign(folder, version, release, 0, scene.key);
    }

    private Path copy(String name) throws IOException {
        var folder = place.resolve(name);
        Folders.replace(scene.device.folder(), folder);
        Files.deleteIfExists(folder.resolve(BaseManifest.SIGNED));
        return folder;
    }

    /** What makes the copy of the device's folder another base. */
    @FunctionalInterface
    private interface Making {
        void make(Path folder) throws Exception;
    }
}
