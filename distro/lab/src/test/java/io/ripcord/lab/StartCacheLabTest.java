package io.ripcord.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.lab.junit.LabTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a training learned for the starts after it. */
@LabTest
final class StartCacheLabTest {
    private static final String FROM_CACHE = " source: shared objects file";

    @TempDir
    Path folder;

    private DeviceScene scene;
    private Path cache;

    @BeforeEach
    void makeScene(Lab lab) throws Exception {
        scene = new DeviceScene(lab);
        cache = scene.device.folder().resolve("start.aot");
        Files.deleteIfExists(cache);
    }

    @Test
    void classes_of_framework_and_bundles_come_from_what_a_training_learned() throws Exception {
        new Training(scene, _ -> {}).into(cache);
        var loaded = folder.resolve("loaded");
        scene.flag("-Xlog:class+load:file=" + loaded + "::filecount=0");
        scene.startDevice();
        for (var name : List.of("org.apache.felix.framework.Felix", "io.ripcord.engine.Engine")) {
            assertEquals(List.of(name + FROM_CACHE), sources(loaded, name));
        }
    }

    @Test
    void a_device_starts_without_what_it_cannot_use() throws Exception {
        Files.writeString(cache, "learned by another JVM");
        scene.startDevice();
        assertTrue(scene.device.isReady());
    }

    /** Lines are {@code [0.5s][info][class,load] NAME source: WHERE}. */
    private static List<String> sources(Path log, String name) throws Exception {
        try (var lines = Files.lines(log)) {
            return lines.map(line -> line.substring(line.lastIndexOf(']') + 1).strip())
                    .filter(line -> line.startsWith(name + " source:"))
                    .map(line -> line.replaceFirst(FROM_CACHE + ".*", FROM_CACHE))
                    .toList();
        }
    }
}
