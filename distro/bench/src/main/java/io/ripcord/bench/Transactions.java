package io.ripcord.bench;

import io.ripcord.lab.Lab;
import io.ripcord.lab.Namespace;
import io.ripcord.lab.linux.LiveProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The moments at which a board's kernel took new firewall tables: nft's own monitor writes as soon as it did. */
final class Transactions implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final LiveProcess monitor;
    private final Path log;

    private Transactions(LiveProcess monitor, Path log) {
        this.monitor = monitor;
        this.log = log;
    }

    static Transactions watch(Lab lab, Namespace board) throws InterruptedException {
        var monitor = board.start("nft-monitor", List.of("stdbuf", "-oL", "nft", "monitor"), Map.of());
        // it says nothing until something happens
        Thread.sleep(Duration.ofMillis(500));
        return new Transactions(monitor, lab.home().log("nft-monitor"));
    }

    /** Grows with each transaction. */
    long mark() throws IOException {
        return Files.size(log);
    }

    /** Returns as soon as there was a transaction since then. */
    void awaitNext(long mark) {
        Poll.until(LIMIT, "the kernel takes the firewall tables", () -> mark() > mark);
    }

    @Override
    public void close() {
        monitor.end(PATIENCE);
    }
}
