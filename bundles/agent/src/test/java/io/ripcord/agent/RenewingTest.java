package io.ripcord.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.message.Certificate;
import io.ripcord.api.message.Renewal;
import io.ripcord.api.trust.DeviceIdentity.Fleet;
import io.ripcord.testkit.FakeClock;
import io.ripcord.testkit.FakeIdentity;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenewingTest {
    private final FakeClock clock = new FakeClock();
    private final FakeIdentity identity = new FakeIdentity(clock);
    private final Renewing renewing = new Renewing(identity);

    @Test
    void nothing_is_asked_for_without_a_fleet_or_long_before_the_end() throws Exception {
        assertEquals(Optional.empty(), renewing.due());
        certified(lasting(365));
        assertEquals(Optional.empty(), renewing.due());
        certified("no certificate");
        assertEquals(Optional.empty(), renewing.due());
    }

    @Test
    void a_certificate_that_ends_soon_is_asked_for_anew_and_replaced() throws Exception {
        certified(lasting(365));
        clock.advance(Duration.ofDays(365).minus(Renewing.EARLY).plusDays(1));
        assertEquals(Optional.of(new Renewal(identity.certificateRequest())), renewing.due());
        var next = lasting(3650);
        renewing.take(new Certificate(next));
        assertEquals(
                new Fleet("acme", "ssl://b:1", next, "authority", "signer"),
                identity.fleet().orElseThrow());
        assertEquals(Optional.empty(), renewing.due());
    }

    @Test
    void the_floor_of_the_clock_counts_on_a_board_that_wakes_in_1970() throws Exception {
        certified(lasting(30));
        clock.advance(Duration.between(clock.instant(), java.time.Instant.EPOCH));
        assertEquals(Optional.empty(), renewing.due());
        identity.raiseFloor(new FakeClock().instant());
        assertTrue(renewing.due().isPresent());
    }

    @Test
    void one_that_lasts_no_longer_is_not_taken() throws Exception {
        var present = lasting(60);
        certified(present);
        for (var other : new String[] {lasting(60), lasting(10), "no certificate", ""}) {
            renewing.take(new Certificate(other));
            assertEquals(present, identity.fleet().orElseThrow().certificatePem());
        }
    }

    private void certified(String certificate) {
        identity.enrol(new Fleet("acme", "ssl://b:1", certificate, "authority", "signer"));
    }

    private String lasting(int days) throws Exception {
        return FakeConsole.pem(clock.instant().plus(Duration.ofDays(days)));
    }
}
