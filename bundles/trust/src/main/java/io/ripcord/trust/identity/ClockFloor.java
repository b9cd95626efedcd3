package io.ripcord.trust.identity;

import io.ripcord.api.host.Host;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A clock that never shows less than the build's time or the newest verified time. */
final class ClockFloor {
    private static final Logger LOG = LoggerFactory.getLogger(ClockFloor.class);

    /** A floor this little higher is not worth a write to flash: the next one will be. */
    private static final Duration GRAIN = Duration.ofHours(1);

    private final Host host;
    private final Path file;
    private final InstantSource time;
    private Instant kept;
    private Instant floor;

    private ClockFloor(Host host, Path file, InstantSource time, Instant floor) {
        this.host = host;
        this.file = file;
        this.time = time;
        this.kept = floor;
        this.floor = floor;
    }

    static ClockFloor open(Host host, Path file, InstantSource time, Instant built) throws IOException {
        var kept = Files.exists(file) ? parse(host, file, built) : built;
        return new ClockFloor(host, file, time, max(kept, built));
    }

    synchronized Instant now() {
        return max(time.instant(), floor);
    }

    synchronized void raise(Instant verified) {
        floor = max(floor, verified);
        if (floor.isAfter(kept.plus(GRAIN))) {
            keep();
        }
    }

    private void keep() {
        try {
            host.write(file, (floor + "\n").getBytes(StandardCharsets.US_ASCII));
            kept = floor;
        } catch (IOException e) {
            LOG.warn("Cannot keep the floor of the clock in {}; it counts until the next start", file, e);
        }
    }

    private static Instant parse(Host host, Path file, Instant otherwise) throws IOException {
        try {
            return Instant.parse(
                    Files.readString(file, StandardCharsets.ISO_8859_1).strip());
        } catch (DateTimeException _) {
            host.damaged(file, "the clock is not before the time of the build");
            return otherwise;
        }
    }

    private static Instant max(Instant a, Instant b) {
        return a.isBefore(b) ? b : a;
    }
}
