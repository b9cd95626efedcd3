package io.ripcord.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.disk.Storage;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Ack;
import io.ripcord.api.message.Block;
import io.ripcord.api.message.Bye;
import io.ripcord.api.message.Command;
import io.ripcord.api.message.CommandResult;
import io.ripcord.api.message.DesiredNotice;
import io.ripcord.api.message.Event;
import io.ripcord.api.message.Hello;
import io.ripcord.api.message.StateReport;
import io.ripcord.api.message.Topics;
import io.ripcord.api.message.Want;
import io.ripcord.api.trust.Digest;
import io.ripcord.testkit.FakeArtifactStore;
import io.ripcord.testkit.FakeClock;
import io.ripcord.testkit.FakeFacts;
import io.ripcord.testkit.FakeHost;
import io.ripcord.testkit.FakeIdentity;
import io.ripcord.testkit.FakeStates;
import io.ripcord.testkit.FakeStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AgentComponentTest {
    static final Topics TOPICS = new Topics("acme", FakeIdentity.ID);

    @TempDir
    Path folder;

    private final FakeClock clock = new FakeClock();
    private final FleetIdentity identity = new FleetIdentity(new FakeIdentity(clock));
    private final FakeLinks links = new FakeLinks();
    private final FakeHost host = new FakeHost();
    private final BrokerSwitch broker = new BrokerSwitch();
    private BlockFetcher fetcher;
    private final ConsolePath path = new ConsolePath();
    private final FakeStorage storage = new FakeStorage();
    private AgentComponent agent;

    @BeforeEach
    void start() {
        fetcher = new BlockFetcher(
                new FakeArtifactStore(folder.resolve("artifacts")),
                new Transfer.Pace(4, 1L << 30),
                () -> System.nanoTime() / 1_000_000);
        agent = new AgentComponent(
                identity, new FakeStates(), links, new FakeFacts(folder), host, broker, fetcher, path, storage);
    }

    @AfterEach
    void stop() {
        agent.deactivate();
    }

    @Test
    void connects_once_the_device_is_in_a_fleet_and_not_before() throws Exception {
        assertTrue(links.none());
        identity.inner.enrolled("acme");
        var link = links.next();
        assertEquals(TOPICS.allDown(), link.filters.poll(10, TimeUnit.SECONDS));
        var will = FakeLinks.Opened.message(link.settings.will().orElseThrow());
        var hello = link.hears(Hello.class);
        assertEquals(new Bye(hello.bootEpoch(), hello.sequence(), Bye.LOST), will);
        assertEquals("acme", hello.board().tenant());
        link.hears(StateReport.class);
    }

    @Test
    void keeps_its_events_until_the_console_has_them() throws Exception {
        var link = enrolled();
        var started = link.hears(Event.class);
        assertEquals(Event.STARTED, started.name());
        link.cut();
        var again = links.next();
        assertEquals(started, again.hears(Event.class));
        again.says(new Ack(started.bootEpoch(), started.sequence()));
        again.says(DesiredNotice.of(1, new byte[] {1}));
        var refused = again.hears(Event.class);
        assertEquals(Event.REFUSED, refused.name());
        assertEquals("untrusted", refused.detail().string("reason").orElseThrow());
    }

    @Test
    void tells_the_console_of_a_damaged_file() throws Exception {
        var link = enrolled();
        var started = link.hears(Event.class);
        storage.tell(new Storage.Notice(
                Event.STORAGE_DAMAGED, "boot-epoch was found damaged", JsonObject.EMPTY.with("file", "boot-epoch")));
        link.says(new Ack(started.bootEpoch(), started.sequence()));
        var damaged = link.hears(Event.class);
        assertEquals(Event.STORAGE_DAMAGED, damaged.name());
        assertEquals("boot-epoch", damaged.detail().string("file").orElseThrow());
    }

    @Test
    void answers_a_command_with_its_correlation() throws Exception {
        var link = enrolled();
        link.says(
                new Command("7", Command.PING, JsonObject.EMPTY, clock.instant().plusSeconds(60)), new byte[] {9});
        var packet = link.hearsPacket(CommandResult.class);
        assertArrayEquals(new byte[] {9}, packet.correlation().orElseThrow());
        assertEquals(CommandResult.Status.DONE, ((CommandResult) FakeLinks.Opened.message(packet)).status());
    }

    @Test
    void another_broker_is_confirmed_over_a_new_connection_only() throws Exception {
        var link = enrolled();
        link.says(new Ack(1, 1));
        await(path::working);
        broker.override(Optional.of("ssl://other:8883"));
        var other = links.next();
        assertEquals("ssl://other:8883", other.settings.uri());
        other.hears(Hello.class);
        path.challenge("c-1");
        var fresh = links.next();
        other.says(confirm("c-1"));
        assertFalse(path.answered("c-1"));
        assertEquals("c-1", confirmation(fresh).detail().string("change").orElseThrow());
        fresh.says(confirm("c-1"));
        await(() -> path.answered("c-1"));
    }

    @Test
    void a_wrong_broker_is_not_confirmed_and_the_undo_brings_the_right_one_back() throws Exception {
        enrolled().says(new Ack(1, 1));
        await(path::working);
        broker.override(Optional.of("ssl://wrong:8883"));
        path.challenge("c-1");
        await(() -> !path.working());
        assertFalse(path.answered("c-1"));
        broker.override(Optional.empty());
        assertEquals("ssl://broker.invalid:8883", links.next().settings.uri());
    }

    @Test
    void fetches_an_artifact_block_by_block_through_a_lost_connection() throws Exception {
        var content = new byte[9 * 65536 + 100];
        Arrays.fill(content, (byte) 7);
        var artifact = new Artifact(Digest.of(content), content.length);
        var link = enrolled();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var fetched = threads.submit(() -> fetcher.fetch(artifact));
            var first = link.hears(Want.class);
            assertEquals(4, first.indexes().length);
            link.says(block(content, first.indexes()[0]));
            link.cut();
            var second = links.next();
            while (!fetched.isDone()) {
                for (int index : second.hears(Want.class).indexes()) {
                    assertFalse(index == first.indexes()[0], "a block that came is not asked for again");
                    second.says(block(content, index));
                    if (index == 9) {
                        assertArrayEquals(content, Files.readAllBytes(fetched.get(10, TimeUnit.SECONDS)));
                    }
                }
            }
        }
    }

    @Test
    void a_refused_artifact_fails_at_once_with_the_consoles_reason() throws Exception {
        var link = enrolled();
        var artifact = new Artifact(Digest.of("x"), 100);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var fetched = threads.submit(() -> {
                try {
                    return "got " + fetcher.fetch(artifact);
                } catch (IOException e) {
                    return e.getMessage();
                }
            });
            link.hears(Want.class);
            link.says(new Block.Refused(artifact.sha256(), 0, "it was deleted"));
            assertTrue(fetched.get(10, TimeUnit.SECONDS).contains("it was deleted"));
        }
    }

    @Test
    void says_bye_when_it_stops() throws Exception {
        var link = enrolled();
        agent.deactivate();
        assertEquals("stopped", link.hears(Bye.class).reason());
        await(() -> !link.isUp());
    }

    private FakeLinks.Opened enrolled() throws InterruptedException {
        identity.inner.enrolled("acme");
        broker.override(Optional.empty());
        var link = links.next();
        link.hears(Hello.class);
        return link;
    }

    private Command confirm(String change) {
        return new Command(
                "c" + change,
                Command.CONFIRM,
                JsonObject.EMPTY.with("change", change),
                clock.instant().plusSeconds(60));
    }

    private static Event confirmation(FakeLinks.Opened link) throws InterruptedException {
        for (var event = link.hears(Event.class); ; event = link.hears(Event.class)) {
            if (event.name().equals(Event.CONFIRM)) {
                return event;
            }
        }
    }

    private static Block block(byte[] content, int index) {
        return new Block.Content(
                Digest.of(content),
                index,
                Arrays.copyOfRange(content, index * 65536, Math.min(content.length, (index + 1) * 65536)));
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 1_000 && !condition.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertTrue(condition.getAsBoolean());
    }
}
