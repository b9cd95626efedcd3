package io.ripcord.container.docker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.api.exception.ConflictException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallsTest {
    private final Calls calls = new Calls("unix:///run/docker.sock", Duration.ofMillis(200));

    @Test
    void gives_the_answer() throws Exception {
        assertEquals("yes", calls.call("ask", () -> "yes"));
    }

    @Test
    void a_call_that_hangs_fails_with_a_sentence_and_its_thread_is_interrupted() throws Exception {
        var ended = new CountDownLatch(1);
        var failure = assertThrows(
                IOException.class,
                () -> calls.run("stop container x", () -> {
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        ended.countDown();
                    }
                }));
        assertTrue(failure.getMessage().startsWith("Could not stop container x: the container engine at unix:"));
        assertTrue(failure.getMessage().contains("hangs"), failure.getMessage());
        assertTrue(ended.await(10, TimeUnit.SECONDS));
    }

    @Test
    void the_next_call_after_one_that_hung_does_not_wait_at_all() {
        assertThrows(IOException.class, () -> calls.run("hang", new CountDownLatch(1)::await));
        var failure = assertThrows(
                IOException.class, () -> calls.call("ask", () -> assertThrows(AssertionError.class, () -> {})));
        assertTrue(failure.getMessage().contains("a moment ago"), failure.getMessage());
    }

    @Test
    void may_take_longer_as_long_as_there_is_progress() throws Exception {
        var pulse = new Pulse();
        var never = new CountDownLatch(1);
        calls.run("load an image", pulse, () -> {
            for (int i = 0; i < 10; i++) {
                pulse.beat();
                assertTrue(!never.await(40, TimeUnit.MILLISECONDS));
            }
        });
    }

    @Test
    void says_that_nobody_answers_or_what_the_engine_said() {
        var absent = assertThrows(
                IOException.class,
                () -> calls.call("ask", () -> {
                    throw new IllegalStateException(new SocketException("No such file or directory"));
                }));
        assertEquals(
                "Could not ask: no container engine answers at unix:///run/docker.sock. Is it installed and started?",
                absent.getMessage());
        var refused = assertThrows(
                IOException.class,
                () -> calls.call("make container x", () -> {
                    throw new ConflictException("Status 409: {\"message\": \"the name is\\n in use\"}");
                }));
        assertEquals("Could not make container x: the container engine says: the name is in use", refused.getMessage());
    }
}
