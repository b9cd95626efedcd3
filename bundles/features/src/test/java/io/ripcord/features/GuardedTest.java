package io.ripcord.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Hung;
import io.ripcord.api.change.Refusal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class GuardedTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private final Guarded guarded = new Guarded();

    @Test
    void gives_what_the_act_gives_and_the_refusal_that_it_throws() throws Exception {
        assertEquals(7, guarded.run("sum", Duration.ofSeconds(10), () -> 7));
        var refusal = new Refusal("no", "never");
        assertEquals(
                refusal,
                assertThrows(
                        Refusal.class,
                        () -> guarded.run("act", Duration.ofSeconds(10), () -> {
                            throw refusal;
                        })));
    }

    @Test
    void names_the_innermost_cause_of_a_failure() {
        var refusal = assertThrows(
                Refusal.class,
                () -> guarded.run("start", Duration.ofSeconds(10), () -> {
                    throw new IllegalStateException("outer", new IllegalArgumentException("inner"));
                }));
        assertTrue(refusal.getMessage().contains("inner"), refusal.getMessage());
    }

    @Test
    void interrupts_what_takes_too_long_and_refuses() throws Exception {
        var never = new CountDownLatch(1);
        var refusal = assertThrows(
                Refusal.class,
                () -> guarded.run("wait", SHORT, () -> {
                    never.await();
                    return null;
                }));
        assertFalse(refusal instanceof Hung);
        guarded.requireNothingStuck();
    }

    @Test
    void takes_what_may_not_be_half_done_for_hung() {
        var never = new CountDownLatch(1);
        assertInstanceOf(
                Hung.class,
                assertThrows(
                        Refusal.class,
                        () -> guarded.finish("stop", SHORT, () -> {
                            never.await();
                            return null;
                        })));
    }

    @Test
    void remembers_what_does_not_heed_the_interrupt() throws Exception {
        var release = new CountDownLatch(1);
        assertThrows(
                Hung.class,
                () -> guarded.run("spin", SHORT, () -> {
                    awaitStubbornly(release);
                    return null;
                }));
        assertThrows(Hung.class, guarded::requireNothingStuck);
        release.countDown();
    }

    private static void awaitStubbornly(CountDownLatch release) {
        while (true) {
            try {
                release.await();
                return;
            } catch (InterruptedException _) {
                // as a stubborn activator
            }
        }
    }
}
