package io.ripcord.console.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.json.JsonText;
import io.ripcord.api.state.FleetDocument;
import io.ripcord.api.trust.Envelope;
import io.ripcord.api.trust.SealedSecret;
import io.ripcord.api.trust.SecretValue;
import io.ripcord.api.trust.SigningKey;
import io.ripcord.console.api.ConsoleException;
import io.ripcord.console.api.ConsoleException.Reason;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DesiredStatesTest {
    private final MemoryStore store = new MemoryStore();
    private final TestAuthority authority = new TestAuthority();
    private final DesiredStates states = new DesiredStates(store, authority, Clock.systemUTC());

    private final DeviceSecrets secrets = new DeviceSecrets(store, authority, states);

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

    @Test
    void a_secret_travels_sealed_in_the_signed_state_and_a_new_value_is_a_new_generation() throws Exception {
        var first = set("one");
        assertEquals(Optional.empty(), first.desired());
        var wanted = edit(0, "{\"system\":{\"key\":{\"secret\":\"wifi\"}}}");
        assertEquals(
                Optional.of(first.reference().json()),
                wanted.document().section("system").object("key"));
        assertEquals(first.reference(), secrets(wanted).getFirst().reference());
        assertEquals(Optional.empty(), set("one").desired());
        var renewed = set("two");
        assertEquals(2, renewed.desired().orElseThrow().generation());
        assertEquals(
                Optional.of(renewed.reference().json()),
                renewed.desired().orElseThrow().document().section("system").object("key"));
    }

    @Test
    void a_rollback_brings_back_the_document_but_no_old_value_of_a_secret() throws Exception {
        set("one");
        edit(0, "{\"system\":{\"key\":{\"secret\":\"wifi\"}}}");
        var newest = set("two").reference();
        var back = states.rollback(store.device(), 1, "ada");
        assertEquals(
                Optional.of(newest.json()), back.document().section("system").object("key"));
    }

    @Test
    void a_secret_that_is_in_use_or_not_there_is_not_removed_or_referred_to() throws Exception {
        var refused =
                assertThrows(ConsoleException.class, () -> edit(0, "{\"system\":{\"key\":{\"secret\":\"hunter2\"}}}"));
        assertEquals(Reason.INVALID, refused.reason());
        assertFalse(refused.getMessage().contains("hunter2"), refused.getMessage());
        set("one");
        edit(0, "{\"system\":{\"key\":{\"secret\":\"wifi\"}}}");
        assertThrows(ConsoleException.class, () -> secrets.remove(store.device(), "wifi", "ada"));
        edit(1, "{\"system\":null}");
        var without = secrets.remove(store.device(), "wifi", "ada").orElseThrow();
        assertEquals(java.util.List.of(), secrets(without));
    }

    private DeviceSecrets.Kept set(String text) throws ConsoleException {
        try (var value = SecretValue.of(text)) {
            return secrets.set(store.device(), "wifi", value, "ada");
        }
    }

    private static java.util.List<SealedSecret> secrets(io.ripcord.console.api.Desired desired) throws Exception {
        return FleetDocument.parse(Envelope.parse(desired.envelope()).payload()).secrets();
    }

    private io.ripcord.console.api.Desired edit(long basedOn, String patch) throws ConsoleException {
        return states.edit(store.device(), basedOn, JsonText.parseObject(patch), "ada");
    }
}
