package io.ripcord.wifi.hostapd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.rest.Answer;
import io.ripcord.api.rest.Body;
import io.ripcord.api.rest.Call;
import io.ripcord.api.rest.Failure;
import io.ripcord.api.rest.Request;
import io.ripcord.api.trust.Role;
import io.ripcord.api.trust.Users;
import io.ripcord.testkit.FakeSecrets;
import io.ripcord.testkit.FakeStates;
import io.ripcord.wifi.hostapd.document.SsidName;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeysResourceTest {
    private final FakeSecrets secrets = new FakeSecrets();
    private final KeysResource keys = new KeysResource(secrets, new FakeStates());

    @Test
    void a_new_key_is_a_passphrase_of_a_hundred_random_bits_told_once() throws Exception {
        var seen = new HashSet<String>();
        for (int i = 0; i < 100; i++) {
            var made = made("key-" + i);
            var key = made.string("key").orElseThrow();
            assertTrue(key.matches("[a-km-np-z2-9]{5}(-[a-km-np-z2-9]{5}){3}"), key);
            assertTrue(seen.add(key), key);
            var reference = secrets.local("key-" + i).orElseThrow();
            assertEquals(reference.digest().hex(), made.string("digest").orElseThrow());
            assertEquals(key, new Keys(secrets).sae(reference));
        }
        var reference = secrets.local("key-0").orElseThrow();
        assertEquals(64, new Keys(secrets).psk(reference, new SsidName("Cafe")).length());
    }

    @Test
    void a_secret_that_is_there_is_not_replaced() throws Exception {
        made("home");
        assertThrows(Failure.class, () -> made("home"));
    }

    private JsonObject made(String name) throws Exception {
        var body = JsonObject.EMPTY.with("name", name).text().getBytes(StandardCharsets.UTF_8);
        var request = new Request(
                "POST",
                List.of("wifi", "keys"),
                Map.of(),
                "",
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                new Body(new ByteArrayInputStream(body), body.length));
        var route = keys.routes().getFirst();
        assertEquals(Optional.of(Role.ADMIN), route.role());
        var answer =
                route.handler().answer(new Call(request, Map.of(), Optional.of(new Users.User("ada", Role.ADMIN))));
        return answer instanceof Answer.Document document ? document.body() : JsonObject.EMPTY;
    }
}
