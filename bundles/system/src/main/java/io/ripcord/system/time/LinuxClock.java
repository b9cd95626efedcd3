package io.ripcord.system.time;

import io.ripcord.api.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The clock of a machine, which nobody without the capability CAP_SYS_TIME may set: a container's process has none. */
final class LinuxClock implements WallClock {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String EFFECTIVE = "CapEff:";
    private static final int SYS_TIME = 25;

    private final Host host;
    private final boolean ours;

    /** @param status of this process, as proc(5) has it */
    LinuxClock(Host host, Path status) {
        this.host = host;
        this.ours = has(status);
    }

    static LinuxClock of(Host host) {
        return new LinuxClock(host, Path.of("/proc/self/status"));
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public boolean isOurs() {
        return ours;
    }

    @Override
    public void set(Instant time) throws IOException, InterruptedException {
        host.run(LIMIT, "date", "--utc", "--set=@" + time.getEpochSecond()).orThrow("Setting the clock to " + time);
    }

    private static boolean has(Path status) {
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(EFFECTIVE))
                    .map(line -> line.substring(EFFECTIVE.length()).strip())
                    .anyMatch(word -> (Long.parseUnsignedLong(word, 16) >>> SYS_TIME & 1) == 1);
        } catch (IOException _) {
            return false;
        }
    }
}
