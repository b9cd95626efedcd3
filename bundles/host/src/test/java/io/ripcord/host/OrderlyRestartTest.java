package io.ripcord.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.disk.DiskCalls;
import io.ripcord.api.disk.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

class OrderlyRestartTest {
    @TempDir
    Path state;

    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    private OrderlyRestart restart(Fakes.Answer stop) {
        return new OrderlyRestart(
                Fakes.of(Bundle.class, Map.of("stop", stop)),
                state,
                new DurableFiles(DiskCalls.PLAIN),
                () -> seen.add("halt"));
    }

    private String next() throws InterruptedException {
        return String.valueOf(seen.poll(30, TimeUnit.SECONDS));
    }

    @Test
    void leaves_the_reason_before_it_stops_the_framework_once() throws IOException, InterruptedException {
        var restart = restart(_ -> seen.add("stop " + Files.readString(state.resolve("run/restart-requested"))));
        restart.begin("a step hangs", OrderlyRestart.PATIENCE);
        restart.begin("again", OrderlyRestart.PATIENCE);
        assertEquals("stop a step hangs\n", next());
        assertTrue(seen.isEmpty());
    }

    @Test
    void ends_without_order_when_the_framework_cannot_be_stopped() throws InterruptedException {
        restart(_ -> {
                    throw new BundleException("no");
                })
                .begin("reason", OrderlyRestart.PATIENCE);
        assertEquals("halt", next());
    }

    @Test
    void ends_soon_without_order_when_something_hangs() throws InterruptedException {
        restart(_ -> seen.add("stop")).begin("a step hangs", Duration.ofMillis(10));
        assertEquals("stop", next());
        assertEquals("halt", next());
    }
}
