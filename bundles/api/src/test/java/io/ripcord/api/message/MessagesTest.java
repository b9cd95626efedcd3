package io.ripcord.api.message;

import static io.ripcord.api.message.Samples.bits;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonObject;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Topics TOPICS = new Topics("acme", "rc-0123456789abcdef");

    @Test
    void the_other_side_reads_what_was_written() {
        for (var message : Samples.UP) {
            var read = UpMessage.parse(message.kind(), message.encode());
            assertEquals(message.getClass(), read.getClass());
            assertArrayEquals(message.encode(), read.encode());
        }
        for (var message : Samples.DOWN) {
            var read = DownMessage.parse(message.kind(), message.encode());
            assertEquals(message.getClass(), read.getClass());
            assertArrayEquals(message.encode(), read.encode());
        }
    }

    @Test
    void every_packet_stays_within_the_limit_of_the_smallest_broker() {
        var largest = new Block.Content(Samples.DIGEST, 0, new byte[64 * 1024]);
        assertTrue(largest.encode().length < Packet.MAX_PAYLOAD);
        var inline = DesiredNotice.of(1, new byte[DesiredNotice.MAX_INLINE]);
        assertTrue(inline.inline().isPresent() && inline.encode().length < Packet.MAX_PAYLOAD);
        var worst = new LogChunk("1", 0, "\u0001".repeat(LogChunk.MAX_TEXT));
        assertTrue(worst.encode().length < Packet.MAX_PAYLOAD);
        var full = new Event(1, 1, Samples.NOW, "x", "", JsonObject.EMPTY.with("x", "y".repeat(Packet.MAX_PAYLOAD)));
        assertThrows(IllegalArgumentException.class, full::encode);
    }

    @Test
    void refuses_unknown_members_kinds_and_directions() {
        assertThrows(BadDocument.class, () -> UpMessage.parse("hello", "{}".getBytes(UTF_8)));
        assertThrows(
                BadDocument.class,
                () -> DownMessage.parse("want", Samples.UP.get(2).encode()));
        assertThrows(BadDocument.class, () -> Ack.parse("{\"bootEpoch\":1,\"sequence\":1,\"also\":1}".getBytes(UTF_8)));
        assertThrows(BadDocument.class, () -> Bye.parse(new byte[Packet.MAX_PAYLOAD + 1]));
    }

    @Test
    void a_notice_whose_envelope_is_not_the_one_named_is_refused() {
        var text = new String(Samples.DOWN.getFirst().encode(), UTF_8);
        var other = text.replace("\"envelope\":\"", "\"envelope\":\"AAAA");
        assertThrows(BadDocument.class, () -> DesiredNotice.parse(other.getBytes(UTF_8)));
    }

    @Test
    void a_notice_of_an_envelope_that_is_too_large_is_refused() {
        var large = new Artifact(Samples.DIGEST, DesiredNotice.MAX_SIZE + 1L);
        assertThrows(BadDocument.class, () -> new DesiredNotice(1, large, Optional.empty()));
    }

    @Test
    void a_want_names_blocks_by_their_absolute_index_and_none_beyond_the_end() {
        var want = Want.of(Samples.ARTIFACT, bits(2, 3, 10));
        assertArrayEquals(new int[] {2, 3, 10}, want.indexes());
        assertThrows(BadDocument.class, () -> Want.of(Samples.ARTIFACT, bits(11)));
        assertThrows(BadDocument.class, () -> Want.of(Samples.ARTIFACT, bits()));
        var large = new Artifact(Samples.DIGEST, Artifact.MAX_SIZE);
        assertEquals(65536, Want.blocksOf(large));
        assertThrows(BadDocument.class, () -> Want.of(large, bits(0, Want.MAX_BLOCKS)));
        assertThrows(BadDocument.class, () -> new Want(large, Integer.MAX_VALUE, bits(1)));
    }

    @Test
    void mutated_packets_are_read_or_refused_and_never_break_the_codec() {
        var random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            var up = Samples.UP.get(i % Samples.UP.size());
            readOrRefuse(mutated(up.encode(), random), bytes -> UpMessage.parse(up.kind(), bytes));
            var down = Samples.DOWN.get(i % Samples.DOWN.size());
            readOrRefuse(mutated(down.encode(), random), bytes -> DownMessage.parse(down.kind(), bytes));
        }
    }

    @Test
    void packets_go_to_the_topic_of_their_kind() {
        assertEquals(TOPICS.up("bye"), new Bye(1, 1, "").to(TOPICS).topic());
        assertEquals(TOPICS.down("ack"), new Ack(1, 1).to(TOPICS).topic());
    }

    private static void readOrRefuse(byte[] bytes, Function<byte[], Object> parse) {
        try {
            assertTrue(parse.apply(bytes) != null);
        } catch (BadDocument e) {
            assertTrue(e.reason().length() > 5);
        }
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        var copy =
                random.nextInt(8) == 0 ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes && copy.length > 0; i++) {
            int at = random.nextInt(copy.length);
            copy[at] = random.nextBoolean()
                    ? (byte) random.nextInt(256)
                    : (byte) "0123456789-{}[]\",:eE".charAt(random.nextInt(20));
        }
        return copy;
    }
}
