package io.ripcord.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.rest.Request;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminPathTest {
    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void setUp() {
        bench = new Bench(folder);
    }

    @Test
    void works_for_a_minute_after_an_authenticated_request() throws Exception {
        bench.status(Bench.as("nobody", "GET", "device"));
        assertFalse(bench.path.working());
        bench.status(Bench.as("viewer", "GET", "device"));
        assertTrue(bench.path.working());
        bench.nanos += 61_000_000_000L;
        assertFalse(bench.path.working());
    }

    @Test
    void takes_the_answer_only_over_a_connection_that_was_not_there_before() throws Exception {
        bench.status(over("old", "GET", "device"));
        bench.path.challenge("c-000017");
        assertEquals(409, bench.status(over("old", "POST", "changes/c-000017/confirm")));
        assertFalse(bench.path.answered("c-000017"));
        assertEquals(204, bench.status(over("new", "POST", "changes/c-000017/confirm")));
        assertTrue(bench.path.answered("c-000017"));
    }

    @Test
    void takes_the_answer_only_for_the_change_that_asked() throws Exception {
        bench.path.challenge("c-000017");
        assertEquals(409, bench.status(over("new", "POST", "changes/c-000016/confirm")));
        assertFalse(bench.path.answered("c-000016"));
        assertFalse(bench.path.answered("c-000017"));
    }

    @Test
    void forgets_the_answer_of_the_change_before() throws Exception {
        bench.path.challenge("c-000017");
        bench.status(over("new", "POST", "changes/c-000017/confirm"));
        bench.path.challenge("c-000018");
        assertFalse(bench.path.answered("c-000018"));
        assertEquals(409, bench.status(over("new", "POST", "changes/c-000018/confirm")));
    }

    @Test
    void takes_no_answer_once_the_window_closed() throws Exception {
        bench.path.challenge("c-000017");
        bench.path.closed("c-000017");
        assertEquals(409, bench.status(over("new", "POST", "changes/c-000017/confirm")));
    }

    private static Request over(String connection, String method, String path) {
        return Bench.request(
                method, path, "", Optional.of("Bearer token of admin"), Bench.HOST, Optional.empty(), connection);
    }
}
