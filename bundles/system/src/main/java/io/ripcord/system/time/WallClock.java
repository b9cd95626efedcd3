package io.ripcord.system.time;

import java.io.IOException;
import java.time.Instant;

/** The port to the machine's clock; safe for use by many threads. */
interface WallClock {
    Instant now();

    /** Whether this process and what it starts may set it. */
    boolean isOurs();

    void set(Instant time) throws IOException, InterruptedException;
}
