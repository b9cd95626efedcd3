package io.ripcord.console.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.ClaimCode;
import io.ripcord.console.api.Broker;
import io.ripcord.console.api.ConsoleException;
import io.ripcord.console.api.ConsoleException.Reason;
import io.ripcord.console.api.ConsoleFacts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnrolmentsTest {
    private static final String OTHER = "rc-fedcba9876543210";

    private final Enrolments enrolments =
            new Enrolments(new Facts(), new FixedBroker(), new TestAuthority(), new MemoryStore(), Clock.systemUTC());

    @Test
    void a_device_whose_answer_was_lost_is_answered_again_and_no_other_device_is() throws Exception {
        var secret = ClaimCode.parse(
                        enrolments.claim("acme", Duration.ofMinutes(10)).code())
                .secret();
        var answer = enrolments.enrol(request(secret, MemoryStore.DEVICE));
        assertEquals("acme", answer.string("tenant").orElseThrow());
        assertEquals(answer, enrolments.enrol(request(secret, MemoryStore.DEVICE)));
        var refused = assertThrows(ConsoleException.class, () -> enrolments.enrol(request(secret, OTHER)));
        assertEquals(Reason.FORBIDDEN, refused.reason());
    }

    @Test
    void a_device_of_another_tenant_is_not_taken_from_it() {
        var secret = ClaimCode.parse(
                        enrolments.claim("other", Duration.ofMinutes(10)).code())
                .secret();
        var refused = assertThrows(ConsoleException.class, () -> enrolments.enrol(request(secret, MemoryStore.DEVICE)));
        assertEquals(Reason.FORBIDDEN, refused.reason());
    }

    private static JsonObject request(String secret, String device) {
        return JsonObject.EMPTY
                .with("secret", secret)
                .with("device", device)
                .with("class", "ap")
                .with("model", "a model")
                .with("csr", "csr of " + device);
    }

    private record FixedBroker() implements Broker {
        @Override
        public String uri() {
            return "ssl://127.0.0.1:8883";
        }

        @Override
        public String deviceUri() {
            return "ssl://10.77.0.1:8883";
        }

        @Override
        public void keepOut(Set<String> devices) {
            throw new IllegalStateException("no test asks for it");
        }
    }

    private record Facts() implements ConsoleFacts {
        @Override
        public List<String> addresses() {
            return List.of("10.77.0.1");
        }

        @Override
        public int httpsPort() {
            return 8440;
        }

        @Override
        public int mqttPort() {
            return 8883;
        }

        @Override
        public String tenant() {
            return "acme";
        }
    }
}
