package io.ripcord.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.domain.Health;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DiligenceTest {
    private static final Thread THREAD = Thread.currentThread();

    private long now;
    private final Diligence diligence = new Diligence(() -> now);

    @Test
    void a_feature_without_threads_is_not_waited_for() {
        assertEquals(Optional.empty(), diligence.look(Map.of(), List.of()));
    }

    @Test
    void threads_that_wait_are_watched_for_two_seconds_and_are_well() {
        assertInstanceOf(Health.Waiting.class, look(0, false, 0).orElseThrow());
        assertInstanceOf(Health.Waiting.class, look(1000, false, 1).orElseThrow());
        assertEquals(Optional.empty(), look(2000, false, 2));
    }

    @Test
    void a_thread_that_always_runs_is_named_until_it_rests() {
        look(0, true, 0);
        look(1000, true, 900);
        var spinning =
                assertInstanceOf(Health.Waiting.class, look(2000, true, 1800).orElseThrow());
        assertTrue(spinning.reason().contains("in Rogue.spin keeps a CPU busy"), spinning.reason());
        look(3000, false, 1900);
        assertEquals(Optional.empty(), look(4000, false, 1900));
    }

    @Test
    void one_that_runs_whenever_it_is_looked_at_but_does_little_is_well() {
        look(0, true, 0);
        look(1000, true, 100);
        assertEquals(Optional.empty(), look(2000, true, 200));
    }

    @Test
    void threads_that_wait_for_each_other_fail_at_once() {
        var worker = worker(false, 0);
        var health = diligence.look(Map.of(7L, worker), List.of(worker, worker)).orElseThrow();
        assertInstanceOf(Health.Failing.class, health);
    }

    private Optional<Health> look(long millis, boolean runnable, long cpuMillis) {
        now = Duration.ofMillis(millis).toNanos();
        return diligence.look(Map.of(7L, worker(runnable, cpuMillis)), List.of());
    }

    private static FeatureThreads.Worker worker(boolean runnable, long cpuMillis) {
        return new FeatureThreads.Worker(
                THREAD, "Rogue.spin", runnable, Duration.ofMillis(cpuMillis).toNanos());
    }
}
