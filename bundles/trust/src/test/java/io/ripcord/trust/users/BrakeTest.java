package io.ripcord.trust.users;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.testkit.FakeClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BrakeTest {
    private final FakeClock clock = new FakeClock();
    private final Brake brake = new Brake(clock::nanoTime);

    private int secondsToWait(String name) {
        int seconds = 0;
        while (!brake.mayTry(name, "")) {
            clock.advance(Duration.ofSeconds(1));
            seconds++;
        }
        return seconds;
    }

    @Test
    void waits_double_up_to_half_a_minute() {
        var waits = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            brake.failed("anna", "");
            waits.append(secondsToWait("anna")).append(' ');
        }
        assertEquals("0 0 0 0 1 2 4 8 16 30 30 30 ", waits.toString());
    }

    @Test
    void a_success_forgives_and_others_are_not_held_up() {
        for (int i = 0; i < 6; i++) {
            brake.failed("anna", "");
        }
        assertFalse(brake.mayTry("anna", ""));
        assertTrue(brake.mayTry("berta", ""));
        brake.succeeded("anna", "");
        assertTrue(brake.mayTry("anna", ""));
    }

    @Test
    void all_names_together_are_limited() {
        for (int i = 0; i < 60; i++) {
            assertTrue(brake.mayTry("name" + i, ""));
            brake.failed("name" + i, "");
        }
        assertEquals(1, secondsToWait("anna"));
    }

    @Test
    void who_came_in_from_a_place_before_is_not_locked_out_by_others() {
        brake.succeeded("anna", "lan");
        for (int i = 0; i < 1000; i++) {
            brake.failed(i % 2 == 0 ? "anna" : "name" + i, "source" + i);
        }
        assertFalse(brake.mayTry("anna", "elsewhere"));
        assertFalse(brake.mayTry("berta", "lan"), "the place was anna's");
        assertTrue(brake.mayTry("anna", "lan"));
    }

    @Test
    void a_known_place_is_slowed_by_its_own_failures() {
        brake.succeeded("anna", "lan");
        for (int i = 0; i < 5; i++) {
            assertTrue(brake.mayTry("anna", "lan"));
            brake.failed("anna", "lan");
        }
        assertFalse(brake.mayTry("anna", "lan"));
        assertTrue(brake.mayTry("anna", "elsewhere"), "its failures are no others'");
    }

    @Test
    void ten_thousand_tries_from_everywhere_are_heard_a_few_times_only() {
        int heard = 0;
        for (int i = 0; i < 10_000; i++) {
            var source = "source" + i % 50;
            if (brake.mayTry("anna", source)) {
                heard++;
                brake.failed("anna", source);
            }
            clock.advance(Duration.ofMillis(30));
        }
        assertTrue(heard <= 10 + 10, "in five minutes " + heard);
    }
}
