package io.ripcord.system.time;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A machine's clock that stands still. */
final class FakeWallClock implements WallClock {
    final List<Instant> set = new ArrayList<>();
    Instant now;
    boolean ours = true;
    boolean stuck;

    FakeWallClock(String now) {
        this.now = Instant.parse(now);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public boolean isOurs() {
        return ours;
    }

    @Override
    public void set(Instant time) throws IOException {
        if (stuck) {
            throw new IOException("date: cannot set date");
        }
        set.add(time);
        now = time;
    }
}
