package io.ripcord.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.state.StateException;
import io.ripcord.api.state.StateException.Reason;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.Envelope;
import io.ripcord.api.trust.Envelope.Signed;
import io.ripcord.testkit.FakeIdentity;
import io.ripcord.testkit.FakeSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the fleet did not sign exactly so leaves no trace: nothing is written, planned or remembered. */
class ForgedTest {
    @TempDir
    Path folder;

    private Rig rig;

    @BeforeEach
    void hold() throws Exception {
        rig = new Rig(folder).open();
        rig.identity.enrolled("acme");
        var receipt = rig.engine.acceptFleet(rig.envelope(3, "{'a': {'x': {'v': 1}}}"));
        assertEquals(Outcome.APPLIED, Rig.outcome(rig.await(receipt.change())));
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void no_bit_of_a_signed_envelope_can_be_another() {
        var envelope = rig.envelope(4, "{'a': {'x': {'v': 2}}}");
        var before = disk();
        for (int bit = 0; bit < envelope.length * 8; bit++) {
            var flipped = envelope.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            refused(flipped, "bit " + bit);
        }
        assertEquals(before, disk());
    }

    @Test
    void an_envelope_may_not_end_early_or_go_on() {
        var envelope = rig.envelope(4, "{'a': {'x': {'v': 2}}}");
        var before = disk();
        for (int length = 0; length < envelope.length; length++) {
            refused(java.util.Arrays.copyOf(envelope, length), length + " bytes");
        }
        refused(java.util.Arrays.copyOf(envelope, envelope.length + 1), "a byte more");
        assertEquals(before, disk());
    }

    @Test
    void one_that_is_too_large_is_not_even_read() {
        var before = disk();
        var large = rig.signer.sign(Envelope.DESIRED, new byte[JsonText.MAX_BYTES]);
        assertEquals(Reason.INVALID, refused(large.encode(), "more than 4 MiB").reason());
        assertEquals(before, disk());
    }

    @Test
    void the_signature_is_looked_at_before_the_document() {
        var nonsense = "no document".getBytes(StandardCharsets.UTF_8);
        var forged = new FakeSigner().sign(Envelope.DESIRED, nonsense);
        assertEquals(Reason.UNTRUSTED, refused(forged.encode(), "a stranger's").reason());
    }

    @Test
    void a_key_cannot_be_borrowed_nor_a_signature_moved_or_left_out() {
        var good = parsed(rig.envelope(4, "{'a': {'x': {'v': 2}}}"));
        var own = good.signatures().getFirst();
        var strange = new FakeSigner()
                .sign(good.payloadType(), good.payload())
                .signatures()
                .getFirst();
        var other =
                parsed(rig.envelope(4, "{'a': {'x': {'v': 3}}}")).signatures().getFirst();
        var before = disk();
        for (var signatures : List.of(
                List.<Signed>of(),
                List.of(strange),
                List.of(new Signed(own.keyId(), strange.signature())),
                List.of(new Signed(strange.keyId(), own.signature())),
                List.of(new Signed(own.keyId(), other.signature())),
                List.of(new Signed(own.keyId(), new byte[64])),
                List.of(new Signed(own.keyId(), new byte[0])),
                // what an HMAC under the public key, or a bare digest, would be mistaken for
                List.of(new Signed(own.keyId(), own.keyId().hex().getBytes(StandardCharsets.US_ASCII))),
                List.of(new Signed(
                        own.keyId(), Digest.of(good.payload()).hex().getBytes(StandardCharsets.US_ASCII))))) {
            refused(new Envelope(good.payloadType(), good.payload(), signatures).encode(), signatures.toString());
        }
        refused(rig.signer.sign(Envelope.FEATURE, good.payload()).encode(), "a feature's envelope");
        refused(new Envelope(Envelope.FEATURE, good.payload(), good.signatures()).encode(), "another type");
        assertEquals(before, disk());
    }

    @Test
    void what_is_old_foreign_or_out_of_date_leaves_no_trace_either() {
        var current = rig.envelope(4, "{'a': {'x': {'v': 2}}}");
        var old = rig.envelope(2, "{'a': {'x': {}}}");
        var text = new String(parsed(current).payload(), StandardCharsets.UTF_8);
        var before = disk();
        assertEquals(Reason.STALE, refused(old, "older").reason());
        for (var change :
                Map.of("acme", "evil", FakeIdentity.ID, "rc-fedcba9876543210").entrySet()) {
            assertTrue(text.contains(change.getKey()));
            var foreign = text.replace(change.getKey(), change.getValue()).getBytes(StandardCharsets.UTF_8);
            refused(rig.signer.sign(Envelope.DESIRED, foreign).encode(), change.getValue());
        }
        rig.clock.advance(java.time.Duration.ofDays(31));
        assertEquals(Reason.EXPIRED, refused(current, "expired").reason());
        assertEquals(before, disk());
    }

    private StateException refused(byte[] envelope, String what) {
        return assertThrows(StateException.class, () -> rig.engine.acceptFleet(envelope), what);
    }

    private static Envelope parsed(byte[] envelope) {
        return Envelope.parse(envelope);
    }

    /** Every file with its content's digest. */
    private Map<String, Digest> disk() {
        var all = new TreeMap<String, Digest>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                all.put(folder.relativize(file).toString(), Digest.of(Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
