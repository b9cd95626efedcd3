package io.ripcord.system.time;

import io.ripcord.api.host.Daemons;
import io.ripcord.api.host.Facts;
import io.ripcord.api.host.Host;
import io.ripcord.api.trust.DeviceIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A board without a battery wakes in 1970. Its clock is set at once to the newest time that is known: of the build, of the
 * newest verified document, of the last hour in which time servers were believed. That last one is no evidence (whoever is in
 * the network can make it up), so it goes into the clock, which the servers can set back, and never into the floor that
 * certificates are judged by.
 */
@Component(
        service = {},
        immediate = true)
public final class ClockKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(ClockKeeper.class);

    /** What is so little earlier comes with the grain of what is kept. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration GRAIN = Duration.ofHours(1);

    private final Host host;
    private final Daemons daemons;
    private final WallClock clock;
    private final Path file;
    private final Path settings;
    private Instant kept;
    private final Thread keeper;

    @Activate
    public ClockKeeper(
            @Reference Facts facts,
            @Reference Host host,
            @Reference Daemons daemons,
            @Reference DeviceIdentity identity)
            throws InterruptedException {
        this(facts.state(), host, daemons, LinuxClock.of(host));
        wake(identity.trustedNow());
        keeper.start();
    }

    ClockKeeper(Path state, Host host, Daemons daemons, WallClock clock) {
        this.host = host;
        this.daemons = daemons;
        this.clock = clock;
        this.file = state.resolve("last-time");
        this.settings = TimeKeeping.folder(state);
        this.kept = last();
        this.keeper = Thread.ofVirtual().name("clock-keeper").unstarted(this::keepOn);
    }

    @Deactivate
    void end() throws InterruptedException {
        keeper.interrupt();
        keep(Duration.ZERO);
    }

    /** @param verified the newest time that cannot be before the real one */
    void wake(Instant verified) throws InterruptedException {
        var floor = kept.isBefore(verified) ? verified : kept;
        var now = clock.now();
        if (!now.isBefore(floor.minus(SLACK))) {
            return;
        }
        if (!clock.isOurs()) {
            LOG.warn(
                    "The clock shows {}, which is past since {} at least, and this process may not set it", now, floor);
            return;
        }
        try {
            clock.set(floor);
            LOG.info("The clock showed {}; it was set to the newest time that is known, {}", now, floor);
        } catch (IOException e) {
            LOG.warn("The clock shows {}, which is past since {} at least: {}", now, floor, e.getMessage());
        }
    }

    private void keepOn() {
        try {
            while (true) {
                Thread.sleep(LOOK);
                keep(GRAIN);
            }
        } catch (InterruptedException _) {
            // the end
        }
    }

    /** Keeps a time that servers stand for, when it differs by so much from what is kept. */
    synchronized void keep(Duration grain) throws InterruptedException {
        var now = clock.now();
        if (Duration.between(kept, now).abs().compareTo(grain) <= 0 || Files.notExists(settings)) {
            return;
        }
        try {
            if (daemons.find(TimeKeeping.CLIENT).isPresent()
                    && Tracking.ask(host).isRight()) {
                host.write(file, (now + "\n").getBytes(StandardCharsets.US_ASCII));
                kept = now;
            }
        } catch (IOException e) {
            LOG.warn("The time cannot be kept in {} for a start without time servers: {}", file, e.getMessage());
        }
    }

    private Instant last() {
        try {
            return Files.exists(file)
                    ? Instant.parse(
                            Files.readString(file, StandardCharsets.ISO_8859_1).strip())
                    : Instant.EPOCH;
        } catch (DateTimeException | IOException _) {
            host.damaged(file, "a start without time servers begins at the newest verified time");
            return Instant.EPOCH;
        }
    }
}
