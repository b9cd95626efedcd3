package io.ripcord.console.fleet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.ArtifactStore.Reception;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.message.Ack;
import io.ripcord.api.message.Block;
import io.ripcord.api.message.Bye;
import io.ripcord.api.message.Certificate;
import io.ripcord.api.message.Command;
import io.ripcord.api.message.DesiredNotice;
import io.ripcord.api.message.DownMessage;
import io.ripcord.api.message.Event;
import io.ripcord.api.message.Hello;
import io.ripcord.api.message.Packet;
import io.ripcord.api.message.Renewal;
import io.ripcord.api.message.Topics;
import io.ripcord.api.message.UpMessage;
import io.ripcord.api.message.Want;
import io.ripcord.api.trust.Digest;
import io.ripcord.testkit.FakeArtifactStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationTest {
    private static final Topics FROM = new Topics("acme", MemoryStore.DEVICE);

    @TempDir
    Path folder;

    private final MemoryStore store = new MemoryStore();
    private final List<Packet> sent = Collections.synchronizedList(new ArrayList<>());
    private FakeArtifactStore artifacts;
    private Conversation conversation;

    @BeforeEach
    void begin() {
        artifacts = new FakeArtifactStore(folder);
        conversation = new Conversation(
                store,
                artifacts,
                sent::add,
                new Commands(sent::add, Clock.systemUTC()),
                new Renewals(new TestAuthority(), store, sent::add),
                Clock.systemUTC());
    }

    @Test
    void a_hello_with_an_unsettled_generation_is_answered_with_it() throws Exception {
        desire("{\"system\":{\"name\":\"a\"}}");
        receive(hello(0));
        var notice = assertInstanceOf(DesiredNotice.class, only());
        assertEquals(1, notice.generation());
        assertArrayEquals(
                store.generations.getFirst().envelope(), notice.inline().orElseThrow());
        sent.clear();
        receive(hello(1));
        assertTrue(sent.isEmpty());
    }

    @Test
    void a_large_document_goes_as_an_artifact() throws Exception {
        desire("{\"system\":{\"name\":\"" + "x".repeat(60_000) + "\"}}");
        receive(hello(0));
        var notice = assertInstanceOf(DesiredNotice.class, only());
        assertTrue(notice.inline().isEmpty());
        assertTrue(artifacts.find(notice.envelope().sha256()).isPresent());
    }

    @Test
    void blocks_are_given_as_asked_for_the_short_last_one_too() throws Exception {
        var content = new byte[Reception.BLOCK * 2 + 7];
        new Random(1).nextBytes(content);
        var artifact = artifacts.add(content);
        var wanted = new BitSet();
        wanted.set(0);
        wanted.set(2);
        receive(Want.of(artifact, wanted));
        var given = new TreeMap<Integer, byte[]>();
        for (var packet : sent) {
            var block = assertInstanceOf(Block.Content.class, message(packet));
            given.put(block.index(), block.content());
        }
        assertEquals(Set.of(0, 2), given.keySet());
        assertArrayEquals(
                Arrays.copyOfRange(content, Reception.BLOCK * 2, content.length),
                given.lastEntry().getValue());
    }

    @Test
    void blocks_do_not_wait_for_each_other() throws Exception {
        var artifact = artifacts.add(new byte[Reception.BLOCK * 3]);
        var wanted = new BitSet();
        wanted.set(0, 3);
        var together = new CyclicBarrier(3);
        new Blocks(artifacts, packet -> arrive(together)).give(new Topics("lab", "d"), Want.of(artifact, wanted));
    }

    private static void arrive(CyclicBarrier together) throws IOException, InterruptedException {
        try {
            together.await(10, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new IOException("a block was sent alone", e);
        }
    }

    @Test
    void an_artifact_that_is_not_there_or_of_another_size_is_refused() throws Exception {
        var artifact = artifacts.add(new byte[10]);
        var first = new BitSet();
        first.set(0);
        receive(Want.of(new Artifact(Digest.of("other"), 10), first));
        receive(Want.of(new Artifact(artifact.sha256(), 11), first));
        for (var packet : sent) {
            assertInstanceOf(Block.Refused.class, message(packet));
        }
    }

    @Test
    void an_event_is_acknowledged_each_time_and_acted_on_once() throws Exception {
        var refused = new Event(
                1,
                1,
                Instant.EPOCH,
                Event.REFUSED,
                "it is not signed by the fleet",
                JsonObject.EMPTY.with("generation", 4).with("reason", "untrusted"));
        receive(refused);
        assertEquals(Outcome.REFUSED, store.changes.get("refused-4").outcome().orElseThrow());
        store.changes.clear();
        receive(refused);
        assertTrue(store.changes.isEmpty());
        assertEquals(2, sent.size());
        assertEquals(new Ack(1, 1), message(sent.getLast()));
    }

    @Test
    void a_change_that_waits_for_its_confirmation_gets_it() throws Exception {
        receive(new Event(1, 0, Instant.EPOCH, Event.CONFIRM, "", JsonObject.EMPTY.with("change", "c-000007")));
        var command = assertInstanceOf(Command.class, only());
        assertEquals(Command.CONFIRM, command.name());
        assertEquals("c-000007", command.arguments().string("change").orElseThrow());
    }

    @Test
    void the_last_will_ends_the_presence() throws Exception {
        receive(hello(0));
        assertTrue(store.online);
        receive(new Bye(1, 1, Bye.LOST));
        assertFalse(store.online);
    }

    @Test
    void a_device_gets_a_new_certificate_for_its_own_key_in_its_own_tenant_only() throws Exception {
        receive(new Renewal("csr of another"));
        conversation.received(new Topics("other", MemoryStore.DEVICE), new Renewal("csr of " + MemoryStore.DEVICE));
        conversation.received(new Topics("acme", "rc-gone"), new Renewal("csr of rc-gone"));
        assertTrue(sent.isEmpty());
        receive(new Renewal("csr of " + MemoryStore.DEVICE));
        assertEquals(new Certificate("certificate of " + MemoryStore.DEVICE + " in acme"), only());
    }

    private void desire(String patch) throws Exception {
        new DesiredStates(store, new TestAuthority(), Clock.systemUTC())
                .edit(store.device(), store.generations.size(), JsonText.parseObject(patch), "ada");
    }

    private static Hello hello(long settled) {
        return new Hello(
                new Hello.Board(MemoryStore.DEVICE, "acme", "ap", "Box 1", "0.1.0", "192.168.77.1"),
                1,
                1,
                5,
                Map.of("system", 1),
                List.of(),
                new Hello.Held(settled, Optional.empty()),
                new Hello.Settled(settled, Optional.empty()));
    }

    private void receive(UpMessage message) throws Exception {
        conversation.received(FROM, message);
    }

    private DownMessage only() {
        assertEquals(1, sent.size());
        return message(sent.getFirst());
    }

    private static DownMessage message(Packet packet) {
        return DownMessage.parse(packet.topic().substring(packet.topic().lastIndexOf('/') + 1), packet.payload());
    }
}
