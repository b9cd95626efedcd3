package io.ripcord.engine.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ripcord.api.domain.Allocations;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.domain.Problem;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LooksTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    /** A domain that only looks. */
    private record Looking(String domain, Callable<JsonObject> look) implements Controller {
        @Override
        public int schemaVersion() {
            return 1;
        }

        @Override
        public JsonObject schema() {
            return JsonObject.EMPTY;
        }

        @Override
        public List<Problem> validate(Section section) {
            return List.of();
        }

        @Override
        public JsonObject observe() throws IOException, InterruptedException {
            try {
                return look.call();
            } catch (IOException | InterruptedException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }

        @Override
        public List<Unit> plan(Section section, JsonObject observed, Allocations allocations) {
            return List.of();
        }
    }

    private static Domain domain(String name, Callable<JsonObject> look) {
        return new Domain(new Looking(name, look), LIMIT);
    }

    @Test
    void domains_are_looked_at_side_by_side() throws Exception {
        var together = new CyclicBarrier(2);
        var first = domain("first", () -> {
            together.await(10, TimeUnit.SECONDS);
            return JsonObject.EMPTY.with("seen", 1);
        });
        var second = domain("second", () -> {
            together.await(10, TimeUnit.SECONDS);
            return JsonObject.EMPTY.with("seen", 2);
        });
        try (var looks = new Looks(List.of(first, second))) {
            assertEquals(JsonObject.EMPTY.with("seen", 1), looks.of(first));
            assertEquals(JsonObject.EMPTY.with("seen", 2), looks.of(second));
        }
    }

    @Test
    void one_that_cannot_see_fails_alone_and_with_its_own_words() throws Exception {
        var blind = domain("blind", () -> {
            throw new IOException("no eyes");
        });
        var broken = domain("broken", () -> {
            throw new IllegalStateException("a bug");
        });
        var good = domain("good", () -> JsonObject.EMPTY);
        try (var looks = new Looks(List.of(blind, broken, good))) {
            assertEquals(
                    "no eyes",
                    assertThrows(IOException.class, () -> looks.of(blind)).getMessage());
            assertEquals(
                    "a bug",
                    assertThrows(IllegalStateException.class, () -> looks.of(broken))
                            .getMessage());
            assertEquals(JsonObject.EMPTY, looks.of(good));
        }
    }

    @Test
    void a_look_that_nobody_waits_for_is_ended() throws Exception {
        var begun = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var slow = domain("slow", () -> {
            begun.countDown();
            try {
                Thread.sleep(LIMIT);
                return JsonObject.EMPTY;
            } catch (InterruptedException e) {
                ended.countDown();
                throw e;
            }
        });
        try (var _ = new Looks(List.of(slow))) {
            begun.await();
        }
        assertEquals(true, ended.await(10, TimeUnit.SECONDS));
    }
}
