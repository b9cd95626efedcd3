package io.ripcord.itest.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sample feature: comes, is swapped, is not swapped for broken ones, goes. */
public class GreeterTest {
    private static final Logger LOG = LoggerFactory.getLogger(GreeterTest.class);

    @TempDir
    Path folder;

    private Board board;
    private Map<Long, Long> base;

    @BeforeEach
    void start() {
        board = new Board(folder);
        base = board.baseState();
    }

    @AfterEach
    void stop() throws Exception {
        board.close();
        assertTrue(board.admission.admitted.isEmpty(), "nothing of a feature stays behind");
    }

    @Test
    void comes_with_its_component_active_and_the_base_untouched() throws Exception {
        long began = System.nanoTime();
        var result = board.set("greeter", board.sample("greeter"));
        LOG.info("installed in {} ms", (System.nanoTime() - began) / 1_000_000);

        assertEquals("applied", result.words());
        assertEquals("active", component().string("state").orElseThrow());
        assertEquals(Json.of(true), board.observed("greeter").get("running").orElseThrow());
        assertEquals("Hello, Ada", greeting("Ada"));
        assertEquals(base, board.baseState());
    }

    @Test
    void plans_nothing_once_it_is_there() throws Exception {
        var greeter = board.sample("greeter");
        board.set("greeter", greeter);
        assertEquals(0, board.set("greeter", greeter).planned());
    }

    @Test
    void is_swapped_for_its_second_version_in_a_small_gap() throws Exception {
        board.set("greeter", board.sample("greeter"));
        long api = board.bundle("example.greeter.api", "1.0.0").orElseThrow().getBundleId();

        var result = board.set("greeter", board.sample("greeter-2"));
        LOG.info("swapped with a gap of {} ms", result.gap().toMillis());

        assertEquals("applied", result.words());
        assertEquals("Welcome, dear Ada!", greeting("Ada"));
        assertEquals("2.0.0", board.observed("greeter").string("version").orElseThrow());
        assertTrue(board.bundle("example.greeter.provider", "1.0.0").isEmpty());
        assertEquals(
                api, board.bundle("example.greeter.api", "1.0.0").orElseThrow().getBundleId());
        assertFalse(result.gap().isZero());
        assertEquals(base, board.baseState());
    }

    @Test
    void goes_without_a_trace() throws Exception {
        board.set("greeter", board.sample("greeter"));
        assertEquals("applied", board.remove("greeter").words());
        assertTrue(board.bundle("example.greeter.api", "1.0.0").isEmpty());
        assertTrue(board.controller.observe().isEmpty());
    }

    @Test
    void runs_on_untouched_when_the_next_version_does_not_resolve() throws Exception {
        var before = secondVersion();
        var result = board.set("greeter", board.sample("broken/unresolvable"));
        assertFalse(result.touched());
        assertTrue(result.words().contains("needs the package example.missing from 1.0.0 below 2.0.0"), result.words());
        assertEquals(before, component());
    }

    @Test
    void runs_on_untouched_when_the_next_version_is_signed_by_a_stranger() throws Exception {
        var before = secondVersion();
        var other = new io.ripcord.testkit.FakeSigner()
                .sign(io.ripcord.api.trust.Envelope.FEATURE, "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        var result = board.set("greeter", board.store.add(other.encode()));
        assertFalse(result.touched());
        assertTrue(result.words().contains("not trusted"), result.words());
        assertEquals(before, component());
    }

    @Test
    void is_back_when_the_next_version_throws_in_activation() throws Exception {
        secondVersion();
        var result = board.set("greeter", board.sample("broken/throwing"));
        LOG.info("throwing: gap {} ms, {}", result.gap().toMillis(), result.words());
        assertTrue(result.touched());
        assertTrue(result.words().contains("this greeter lost its voice"), result.words());
        assertSecondVersionIsBack();
    }

    @Test
    void is_back_when_the_next_version_fails_its_health_check() throws Exception {
        secondVersion();
        var result = board.set("greeter", board.sample("broken/unhealthy"));
        LOG.info("unhealthy: gap {} ms, {}", result.gap().toMillis(), result.words());
        assertTrue(result.words().contains("the greeter has a cold"), result.words());
        assertSecondVersionIsBack();
    }

    @Test
    void tells_that_the_next_version_hangs() throws Exception {
        secondVersion();
        var result = board.set("greeter", board.sample("broken/hanging"));
        LOG.info("hanging: {}", result.words());
        assertTrue(result.hung(), result.words());
        assertTrue(result.words().contains("HangingGreeter"), result.words());

        System.setProperty("example.greeter.release", "true");
        Board.await(() -> isRemoved() ? java.util.Optional.of(true) : java.util.Optional.empty());
        System.clearProperty("example.greeter.release");
    }

    private JsonObject secondVersion() throws Exception {
        assertEquals("applied", board.set("greeter", board.sample("greeter-2")).words());
        return component();
    }

    private void assertSecondVersionIsBack() throws Exception {
        assertEquals("2.0.0", board.observed("greeter").string("version").orElseThrow());
        assertEquals("active", component().string("state").orElseThrow());
        assertEquals("Welcome, dear Ada!", greeting("Ada"));
        assertEquals(base, board.baseState());
    }

    /** As long as the start hangs, nothing of the feature is touched. */
    private boolean isRemoved() {
        try {
            return board.remove("greeter").applied();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private JsonObject component() throws Exception {
        var components = (JsonArray) board.observed("greeter").get("components").orElseThrow();
        return (JsonObject) components.items().get(0);
    }

    private String greeting(String name) throws Exception {
        ServiceReference<?>[] all = board.context.getAllServiceReferences("example.greeter.api.Greeter", null);
        assertEquals(1, all.length);
        var greeter = board.context.getService(all[0]);
        return (String) greeter.getClass().getMethod("greet", String.class).invoke(greeter, name);
    }
}
