package io.ripcord.console.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.Phase;
import io.ripcord.api.state.DesiredDocument;
import io.ripcord.api.state.ReportedState;
import io.ripcord.api.trust.Digest;
import io.ripcord.console.api.Desired;
import io.ripcord.console.api.Presence;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcFleetStoreTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String DEVICE = "rc-0123456789abcdef";

    @TempDir
    Path folder;

    private JdbcFleetStore store;

    @BeforeEach
    void open() {
        store = reopened();
        store.enrolled(DEVICE, "acme", "ap", "Box 1", "certificate", NOW);
    }

    private JdbcFleetStore reopened() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:" + folder.resolve("fleet"));
        return new JdbcFleetStore(source);
    }

    @Test
    void a_device_stays_online_when_the_will_of_an_older_boot_comes_late() {
        assertTrue(store.online(presence(2)));
        assertFalse(store.online(presence(1)));
        store.offline(DEVICE, 1, 7, NOW);
        assertTrue(store.device(DEVICE).orElseThrow().online());
        store.offline(DEVICE, 2, 1, NOW);
        assertFalse(store.device(DEVICE).orElseThrow().online());
    }

    @Test
    void generations_follow_one_another_and_the_newest_twenty_stay() {
        assertFalse(store.putDesired(DEVICE, desired(2)));
        for (int generation = 1; generation <= 25; generation++) {
            assertTrue(store.putDesired(DEVICE, desired(generation)));
            assertFalse(store.putDesired(DEVICE, desired(generation)));
        }
        assertEquals(20, store.desiredHistory(DEVICE, 100).size());
        assertEquals(25, reopened().desired(DEVICE).orElseThrow().generation());
        assertEquals(25, store.device(DEVICE).orElseThrow().generation());
    }

    @Test
    void a_removed_device_is_remembered_as_one_until_it_is_enrolled_again() {
        assertFalse(store.remove("rc-fedcba9876543210", NOW));
        store.putDesired(DEVICE, desired(1));
        assertTrue(store.remove(DEVICE, NOW));
        assertFalse(store.remove(DEVICE, NOW));
        assertEquals(Set.of(DEVICE), reopened().removed());
        assertEquals(Optional.empty(), store.device(DEVICE));
        assertFalse(store.online(presence(9)), "whoever was removed is not there");
        assertTrue(store.enrolled(DEVICE, "acme", "ap", "Box 1", "certificate", NOW));
        assertEquals(Set.of(), store.removed());
        assertEquals(1, store.device(DEVICE).orElseThrow().generation(), "the device takes only newer ones");
    }

    @Test
    void a_device_goes_to_another_tenant_only_when_it_was_removed_and_without_what_was_wanted_of_it() {
        store.putDesired(DEVICE, desired(1));
        assertFalse(store.enrolled(DEVICE, "other", "ap", "Box 1", "certificate", NOW));
        assertEquals("acme", store.device(DEVICE).orElseThrow().tenant());
        store.remove(DEVICE, NOW);
        assertTrue(store.enrolled(DEVICE, "other", "ap", "Box 1", "certificate", NOW));
        assertEquals("other", store.device(DEVICE).orElseThrow().tenant());
        assertEquals(Optional.empty(), store.desired(DEVICE));
    }

    @Test
    void what_a_device_reports_is_read_back() {
        var reported = new ReportedState(
                7,
                Optional.of(Outcome.FAILED),
                3,
                Optional.empty(),
                Optional.of("c-000001"),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
        assertTrue(store.putReported(DEVICE, 2, 2, reported));
        assertFalse(store.putReported(DEVICE, 1, 9, reported));
        assertFalse(store.putReported(DEVICE, 2, 1, reported));
        assertEquals(reported, store.reported(DEVICE).orElseThrow());
        assertEquals(
                Outcome.FAILED, store.device(DEVICE).orElseThrow().outcome().orElseThrow());
    }

    @Test
    void a_generation_is_settled_by_the_first_finished_change_that_reached_it() {
        store.putChange(DEVICE, change("c-000001", 1, Optional.empty()));
        assertTrue(store.settled(DEVICE, 1).isEmpty());
        store.putChange(DEVICE, change("c-000001", 1, Optional.of(NOW.plusSeconds(5))));
        store.putChange(DEVICE, change("c-000002", 2, Optional.of(NOW.plusSeconds(9))));
        assertEquals("c-000001", store.settled(DEVICE, 1).orElseThrow().id());
        assertEquals("c-000002", store.settled(DEVICE, 2).orElseThrow().id());
        assertEquals(2, store.changes(DEVICE, 10).size());
    }

    @Test
    void a_claim_is_good_for_one_device_until_it_expires() {
        store.putClaim(Digest.of("a"), "acme", NOW.plusSeconds(60));
        store.putClaim(Digest.of("b"), "acme", NOW.minusSeconds(1));
        assertEquals(Optional.of("acme"), store.takeClaim(Digest.of("a"), DEVICE, NOW));
        assertTrue(store.takeClaim(Digest.of("a"), "d-other", NOW).isEmpty());
        assertEquals(Optional.of("acme"), store.takeClaim(Digest.of("a"), DEVICE, NOW), "the answer was lost");
        assertTrue(store.takeClaim(Digest.of("a"), DEVICE, NOW.plusSeconds(61)).isEmpty());
        assertTrue(store.takeClaim(Digest.of("b"), DEVICE, NOW).isEmpty());
    }

    @Test
    void an_event_is_kept_once() {
        assertTrue(store.putEvent(DEVICE, 1, 1, "{}"));
        assertFalse(store.putEvent(DEVICE, 1, 1, "{}"));
    }

    private static Presence presence(long epoch) {
        return new Presence(DEVICE, "ap", "Box 1", "0.1.0", epoch, 1, NOW, NOW);
    }

    private static Desired desired(long generation) {
        return new Desired(generation, DesiredDocument.EMPTY, "{}".getBytes(StandardCharsets.UTF_8), "fleet", NOW);
    }

    private static ChangeRecord change(String id, long generation, Optional<Instant> finished) {
        return new ChangeRecord(
                id,
                generation,
                0,
                "fleet",
                NOW.plusSeconds(generation),
                finished,
                Phase.DONE,
                finished.map(_ -> Outcome.APPLIED),
                List.of(),
                List.of());
    }
}
