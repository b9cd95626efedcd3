package io.ripcord.console.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.json.JsonText;
import io.ripcord.api.state.FleetDocument;
import io.ripcord.api.trust.Envelope;
import io.ripcord.api.trust.SigningKey;
import io.ripcord.console.api.ConsoleException;
import io.ripcord.console.api.ConsoleException.Reason;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class DesiredStatesTest {
    private final MemoryStore store = new MemoryStore();
    private final TestAuthority authority = new TestAuthority();
    private final DesiredStates states = new DesiredStates(store, authority, Clock.systemUTC());

    @Test
    void an_edit_becomes_a_signed_generation_made_out_to_the_device() throws Exception {
        var desired = edit(0, "{\"features\":{\"greeter\":{\"size\":1}}}");
        var envelope = Envelope.parse(desired.envelope());
        assertTrue(SigningKey.verifies(envelope, authority.pair.getPublic()));
        var document = FleetDocument.parse(envelope.payload());
        assertEquals(1, document.generation());
        assertEquals(MemoryStore.DEVICE, document.device());
        assertEquals("ap", document.deviceClass());
        assertEquals(
                "{\"greeter\":{\"size\":1}}",
                document.document().section("features").text());
    }

    @Test
    void a_stale_edit_is_refused() throws Exception {
        edit(0, "{\"system\":{\"name\":\"a\"}}");
        var refused = assertThrows(ConsoleException.class, () -> edit(0, "{\"system\":{\"name\":\"b\"}}"));
        assertEquals(Reason.STALE, refused.reason());
    }

    @Test
    void an_edit_that_gives_no_document_is_refused() {
        var refused = assertThrows(ConsoleException.class, () -> edit(0, "{\"Features\":{}}"));
        assertEquals(Reason.INVALID, refused.reason());
        assertTrue(store.generations.isEmpty());
    }

    @Test
    void a_rollback_is_a_new_generation_with_the_old_document() throws Exception {
        var first = edit(0, "{\"system\":{\"name\":\"a\"}}");
        edit(1, "{\"system\":{\"name\":\"b\"}}");
        var back = states.rollback(store.device(), 1, "ada");
        assertEquals(3, back.generation());
        assertEquals(first.document(), back.document());
        assertThrows(ConsoleException.class, () -> states.rollback(store.device(), 9, "ada"));
    }

    private io.ripcord.console.api.Desired edit(long basedOn, String patch) throws ConsoleException {
        return states.edit(store.device(), basedOn, JsonText.parseObject(patch), "ada");
    }
}
