package io.ripcord.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.lab.junit.LabTest;
import io.ripcord.lab.linux.Await;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Versions of a feature, one after the other: nothing grows. An ordinary run takes a tenth of them. */
@LabTest
final class UpdateStormLabTest {
    private static final int VERSIONS =
            Boolean.getBoolean("ripcord.long") ? UpdateStorm.VERSIONS : UpdateStorm.VERSIONS / 10;
    private static final long MOST_JOURNAL = 6_000_000;

    /** What a busy device holds for a while goes; what is left behind stays. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void nothing_grows_with_the_versions(Lab lab) throws Exception {
        var scene = new DeviceScene(lab);
        var storm = new UpdateStorm(scene, scene.startDevice());
        // the first look at a JVM starts a thread in it that stays
        Footprint.of(scene.device);
        var before = storm.after(UpdateStorm.WARM);
        var files = Remains.of(scene.device);
        System.out.println("before: " + before);
        System.out.println("after: " + storm.after(VERSIONS));
        Await.until(PATIENCE, "the process is no larger than before", () -> isNoLarger(scene, before));
        var remains = Remains.of(scene.device);
        assertEquals(
                Set.of(),
                remains.beyond(files).stream()
                        // what was uploaded stays for an hour, as an edit that names it may come
                        .filter(file -> !file.startsWith("artifacts/complete/"))
                        .collect(Collectors.toSet()));
        assertTrue(remains.journalBytes() < MOST_JOURNAL, "bytes of the journal: " + remains.journalBytes());
    }

    private static boolean isNoLarger(Scene scene, Footprint before) {
        try {
            var growth = Footprint.of(scene.device).since(before);
            System.out.println(growth);
            return growth.classLoaders() <= 0
                    && growth.fileDescriptors() <= 2
                    && growth.threads() <= 2
                    && growth.heapPercent() <= 5;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
