package io.ripcord.image;

import io.ripcord.testkit.ProgramHost;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Runs the device's programs in the machine, from a JVM outside of it; files lie in the folder that both share. */
final class GuestHost implements ProgramHost {
    /** How much slower than a board it may be. */
    static final int SLOWNESS = 6;

    private final Guest guest;

    GuestHost(Guest guest) {
        this.guest = guest;
    }

    @Override
    public Result run(List<String> argv, byte[] stdin, Duration limit) throws IOException, InterruptedException {
        return guest.run(argv, stdin, limit.multipliedBy(SLOWNESS));
    }
}
