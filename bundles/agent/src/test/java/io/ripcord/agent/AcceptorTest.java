package io.ripcord.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.message.DesiredNotice;
import io.ripcord.api.state.Layer;
import io.ripcord.api.state.Receipt;
import io.ripcord.api.state.StateException;
import io.ripcord.api.state.StateException.Reason;
import io.ripcord.api.state.States;
import io.ripcord.testkit.FakeStates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Desired states that come late, twice, in the wrong order, or while the clock is wrong. */
@Timeout(60)
class AcceptorTest {
    private final BlockingQueue<Long> accepted = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final Map<Long, Reason> refusals = new ConcurrentHashMap<>();
    private final BlockingQueue<Long> tried = new LinkedBlockingQueue<>();
    private final Semaphore turns = new Semaphore(0);
    private final Acceptor acceptor = new Acceptor(
            states(),
            artifact -> {
                throw new IOException("nobody gives " + artifact);
            },
            (name, text, detail) -> told.add(detail.text()),
            Duration.ofMillis(20));

    @AfterEach
    void close() {
        acceptor.close();
    }

    @Test
    void one_that_comes_late_does_not_take_the_place_of_a_newer_one() throws Exception {
        acceptor.come(notice(1));
        assertEquals(1, tried());
        acceptor.come(notice(3));
        acceptor.come(notice(2));
        turns.release(3);
        assertEquals(1, accepted());
        assertEquals(3, accepted());
        acceptor.come(notice(4));
        assertEquals(4, accepted());
    }

    @Test
    void one_too_old_by_the_clock_is_told_of_once_and_taken_when_the_clock_is_right() throws Exception {
        refusals.put(7L, Reason.EXPIRED);
        turns.release(1_000);
        acceptor.come(notice(7));
        for (int tries = 0; tries < 5; tries++) {
            assertEquals(7, tried());
        }
        // a stray older one in between changes nothing
        refusals.put(6L, Reason.STALE);
        acceptor.come(notice(6));
        while (tried() != 6) {
            assertTrue(accepted.isEmpty());
        }
        refusals.remove(7L);
        assertEquals(7, accepted());
        assertTrue(told.remove("{\"generation\":7,\"reason\":\"expired\"}"), told::toString);
        assertTrue(told.remove("{\"generation\":6,\"reason\":\"stale\"}"), told::toString);
        assertTrue(told.isEmpty(), told::toString);
    }

    @Test
    void one_that_the_disk_did_not_take_is_tried_again() throws Exception {
        refusals.put(7L, Reason.STORAGE);
        turns.release(1_000);
        acceptor.come(notice(7));
        assertEquals(7, tried());
        assertEquals(7, tried());
        refusals.clear();
        assertEquals(7, accepted());
    }

    @Test
    void one_that_is_not_believed_is_not_tried_again() throws Exception {
        refusals.put(7L, Reason.UNTRUSTED);
        turns.release(1_000);
        acceptor.come(notice(7));
        assertEquals("{\"generation\":7,\"reason\":\"untrusted\"}", told.poll(10, TimeUnit.SECONDS));
        acceptor.come(notice(8));
        assertEquals(8, accepted());
        assertEquals(7, tried());
        assertEquals(8, tried());
        assertTrue(tried.isEmpty());
    }

    @Test
    void one_that_cannot_be_fetched_waits_for_nothing_newer() throws Exception {
        turns.release(1_000);
        var large = notice(9).envelope();
        acceptor.come(new DesiredNotice(9, new Artifact(large.sha256(), 100_000), java.util.Optional.empty()));
        acceptor.come(notice(10));
        assertEquals(10, accepted());
    }

    private long accepted() throws InterruptedException {
        return next(accepted);
    }

    private long tried() throws InterruptedException {
        return next(tried);
    }

    private static long next(BlockingQueue<Long> generations) throws InterruptedException {
        var next = generations.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing more came");
        }
        return next;
    }

    private static DesiredNotice notice(long generation) {
        return DesiredNotice.of(generation, String.valueOf(generation).getBytes(StandardCharsets.UTF_8));
    }

    /** An engine whose envelopes are bare generations; it takes each when the test gives it a turn. */
    private States states() {
        return new FakeStates().accepting(envelope -> {
            long generation = Long.parseLong(new String(envelope, StandardCharsets.UTF_8));
            tried.add(generation);
            turns.acquireUninterruptibly();
            var refusal = refusals.get(generation);
            if (refusal != null) {
                throw new StateException(refusal, "no");
            }
            accepted.add(generation);
            return new Receipt(Layer.FLEET, generation, "c-" + generation);
        });
    }
}
