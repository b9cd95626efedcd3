package io.ripcord.features;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GapTest {
    private final AtomicLong nanos = new AtomicLong(1000);
    private final Gap gap = new Gap(nanos::get);

    @Test
    void is_nothing_for_what_never_stopped() {
        gap.end();
        assertEquals(Duration.ZERO, gap.length());
    }

    @Test
    void lasts_until_the_service_is_back() {
        gap.begin();
        nanos.addAndGet(5);
        gap.end();
        nanos.addAndGet(100);
        assertEquals(Duration.ofNanos(5), gap.length());
    }

    @Test
    void counts_from_the_first_stop_when_the_new_version_fails_later() {
        gap.begin();
        nanos.addAndGet(5);
        gap.end();
        nanos.addAndGet(100);
        gap.begin();
        nanos.addAndGet(7);
        gap.end();
        assertEquals(Duration.ofNanos(112), gap.length());
    }
}
