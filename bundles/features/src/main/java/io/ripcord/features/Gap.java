package io.ripcord.features;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How long a feature was out of service, measured once. Not thread-safe. */
final class Gap {
    private final LongSupplier nanos;
    private long began;
    private long ended;
    private boolean open;

    Gap(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The service ends now; a gap that began before goes on. */
    void begin() {
        if (began == ended && !open) {
            began = nanos.getAsLong();
        }
        open = true;
    }

    /** The service is back; it may be lost again in the same gap. */
    void end() {
        if (open) {
            ended = nanos.getAsLong();
            open = false;
        }
    }

    Duration length() {
        return Duration.ofNanos((open ? nanos.getAsLong() : ended) - began);
    }
}
