package io.ripcord.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.agent.FakeConsole.Answer;
import io.ripcord.api.change.Refusal;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.message.EnrolmentAnswer;
import io.ripcord.api.message.EnrolmentRequest;
import io.ripcord.api.trust.DeviceIdentity;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.UntrustedException;
import io.ripcord.testkit.FakeClock;
import io.ripcord.testkit.FakeFacts;
import io.ripcord.testkit.FakeIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EnrollerTest {
    private static final Answer GOOD = new Answer(
            200,
            new EnrolmentAnswer(new DeviceIdentity.Fleet("acme", "ssl://10.77.0.1:8883", "cert", "authority", "signer"))
                    .encode());

    private final FakeClock clock = new FakeClock();
    private final FakeIdentity identity = new FakeIdentity(clock);
    private final Enroller enroller = new Enroller(identity, new FakeFacts(Path.of("nowhere")), 1);

    @Test
    void shows_secret_and_request_and_keeps_what_the_console_gives() throws Exception {
        try (var console = console(_ -> GOOD)) {
            assertEquals("acme", enroller.enrol(console.code(console.authority).encode()));
            var request = EnrolmentRequest.parse(console.asked.getFirst());
            assertEquals(FakeConsole.SECRET, request.secret());
            assertEquals(FakeIdentity.ID, request.device());
            assertEquals("ssl://10.77.0.1:8883", identity.fleet().orElseThrow().brokerUri());
            assertThrows(
                    Refusal.class,
                    () -> enroller.enrol(console.code(console.authority).encode()));
        }
    }

    @Test
    void a_device_is_enrolled_again_in_its_own_fleet_and_in_no_other() throws Exception {
        try (var console = console(_ -> GOOD)) {
            var code = console.code(console.authority).encode();
            identity.enrol(new DeviceIdentity.Fleet("acme", "ssl://old:1", "old", console.authorityPem, "signer"));
            assertEquals("acme", enroller.enrol(code));
            assertEquals("cert", identity.fleet().orElseThrow().certificatePem());
            var elsewhere = new DeviceIdentity.Fleet("other", "ssl://old:1", "old", console.authorityPem, "signer");
            identity.enrol(elsewhere);
            assertThrows(Refusal.class, () -> enroller.enrol(code));
            assertEquals(elsewhere, identity.fleet().orElseThrow());
        }
    }

    @Test
    void tells_no_secret_to_a_console_of_another_authority() throws Exception {
        try (var console = console(_ -> GOOD)) {
            var code = console.code(Digest.of("another key")).encode();
            assertThrows(UntrustedException.class, () -> enroller.enrol(code));
            assertEquals(0, console.asked.size());
            assertEquals(Optional.empty(), identity.fleet());
        }
    }

    @Test
    void tells_no_secret_to_a_console_of_another_address_or_out_of_date() throws Exception {
        try (var console = new FakeConsole("10.77.0.1", clock.instant(), _ -> GOOD)) {
            assertThrows(
                    UntrustedException.class,
                    () -> enroller.enrol(console.code(console.authority).encode()));
            assertEquals(0, console.asked.size());
        }
        try (var console = console(_ -> GOOD)) {
            clock.advance(Duration.ofDays(2));
            assertThrows(
                    UntrustedException.class,
                    () -> enroller.enrol(console.code(console.authority).encode()));
            assertEquals(0, console.asked.size());
        }
    }

    @Test
    void tries_again_when_that_may_help_and_ten_times_at_most() throws Exception {
        try (var console = console(n -> n < 4 ? new Answer(503, new byte[0]) : GOOD)) {
            assertEquals("acme", enroller.enrol(console.code(console.authority).encode()));
            assertEquals(4, console.asked.size());
        }
        var other = new Enroller(new FakeIdentity(clock), new FakeFacts(Path.of("nowhere")), 1);
        try (var console = console(_ -> new Answer(503, new byte[0]))) {
            assertThrows(
                    IOException.class,
                    () -> other.enrol(console.code(console.authority).encode()));
            assertEquals(Enroller.TRIES, console.asked.size());
        }
    }

    @Test
    void a_no_of_the_console_is_final_and_told_in_its_words() throws Exception {
        var no = "{\"error\": {\"reason\": \"untrusted\", \"message\": \"the code was used\"}}";
        try (var console = console(_ -> new Answer(422, no.getBytes(StandardCharsets.UTF_8)))) {
            var refusal = assertThrows(
                    Refusal.class,
                    () -> enroller.enrol(console.code(console.authority).encode()));
            assertTrue(refusal.getMessage().contains("the code was used"));
            assertEquals(1, console.asked.size());
        }
    }

    @Test
    void an_answer_that_is_malformed_or_endless_is_not_believed() throws Exception {
        try (var console = console(_ -> new Answer(200, "{}".getBytes(StandardCharsets.UTF_8)))) {
            assertThrows(
                    UntrustedException.class,
                    () -> enroller.enrol(console.code(console.authority).encode()));
        }
        try (var console = console(_ -> new Answer(200, new byte[1 << 20]))) {
            assertThrows(
                    IOException.class,
                    () -> enroller.enrol(console.code(console.authority).encode()));
        }
        assertEquals(Optional.empty(), identity.fleet());
    }

    @Test
    void refuses_a_mistyped_code_before_asking_anybody() {
        assertThrows(BadDocument.class, () -> enroller.enrol("RC1.nonsense"));
    }

    private FakeConsole console(Function<Integer, Answer> answers) throws Exception {
        return new FakeConsole("127.0.0.1", clock.instant(), answers);
    }
}
