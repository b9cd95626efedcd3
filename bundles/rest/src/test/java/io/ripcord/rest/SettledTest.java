package io.ripcord.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.rest.Request;
import io.ripcord.api.state.LocalEdit;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettledTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void setUp() {
        bench = new Bench(folder);
    }

    @Test
    void says_nothing_while_the_change_runs() throws Exception {
        edit();
        assertEquals(204, bench.status(settled(1, 0)));
        assertEquals(0, bench.states.listeners());
    }

    @Test
    void answers_as_soon_as_the_change_ends() throws Exception {
        edit();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = executor.submit(() -> bench.document(settled(1, 30)));
            while (bench.states.listeners() == 0) {
                Thread.sleep(1);
            }
            bench.states.settle(Outcome.FAILED);
            assertEquals(
                    Optional.of("failed"), waiting.get(20, TimeUnit.SECONDS).string("outcome"));
        }
    }

    @Test
    void answers_with_the_change_that_settled_it_first() throws Exception {
        edit();
        bench.states.settle(Outcome.SUPERSEDED);
        edit();
        bench.states.settle(Outcome.APPLIED);
        assertEquals(Optional.of("c-000001"), bench.document(settled(1, 0)).string("id"));
        assertEquals(Optional.of("c-000002"), bench.document(settled(2, 0)).string("id"));
    }

    @Test
    void refuses_to_wait_for_long() throws Exception {
        assertEquals(400, bench.status(settled(1, 31)));
        assertEquals(400, bench.status(Bench.as("viewer", "GET", "settled?layer=both")));
    }

    private void edit() throws Exception {
        var generation = bench.states.snapshot().localGeneration();
        bench.states.editLocal(new LocalEdit(generation, JsonObject.EMPTY, "test"));
    }

    private static Request settled(long generation, int wait) {
        return Bench.as("viewer", "GET", "settled?layer=local&generation=" + generation + "&wait=" + wait);
    }
}
