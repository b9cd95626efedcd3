package io.ripcord.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.state.DesiredDocument;
import io.ripcord.engine.journal.Confirmed;
import io.ripcord.engine.plan.Domains;
import io.ripcord.engine.plan.Failure;
import io.ripcord.testkit.FakeController;
import io.ripcord.testkit.FakeWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EarlyFetchTest {
    private static final String NEW = "1".repeat(64);
    private static final String OLD = "2".repeat(64);
    private static final String BANNED = "3".repeat(64);

    private final Domains domains = new Domains(Duration.ofSeconds(5));
    private final BlockingQueue<Artifact> asked = new LinkedBlockingQueue<>();

    @BeforeEach
    void own() {
        domains.add(new FakeController("a", new FakeWorld()));
    }

    @Test
    void what_is_new_is_asked_for_once_and_nothing_else() throws Exception {
        try (var _ = EarlyFetch.begin(domains, goal(), artifact -> {
            asked.add(artifact);
            throw new IOException("there is no source");
        })) {
            assertEquals(artifact(NEW), asked.poll(10, TimeUnit.SECONDS));
            assertNull(asked.poll(100, TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void a_fetch_that_is_on_its_way_ends_with_the_change() throws Exception {
        var interrupted = new CountDownLatch(1);
        var early = EarlyFetch.begin(domains, goal(), artifact -> {
            asked.add(artifact);
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return Path.of("never");
        });
        assertEquals(artifact(NEW), asked.poll(10, TimeUnit.SECONDS));
        early.close();
        assertTrue(interrupted.await(10, TimeUnit.SECONDS));
    }

    private static Goal goal() {
        var wanted = document("{\"x\": " + entry(NEW) + ", \"y\": " + entry(OLD) + ", \"z\": " + entry(BANNED) + "}");
        var old = document("{\"y\": " + entry(OLD) + "}");
        return new Goal(
                wanted,
                new Confirmed(old, List.of()),
                Map.of(new UnitId("a", "z"), Failure.failed("it is banned", "send another")),
                Set.of(),
                _ -> true);
    }

    private static DesiredDocument document(String a) {
        return DesiredDocument.from(JsonText.parseObject("{\"domains\": {\"a\": " + a + "}}"));
    }

    private static String entry(String sha256) {
        return "{\"artifact\": {\"sha256\": \"" + sha256 + "\", \"size\": 7}}";
    }

    private static Artifact artifact(String sha256) {
        return Artifact.from(Fields.of(JsonObject.EMPTY.with("sha256", sha256).with("size", 7), ""));
    }
}
