package io.ripcord.api.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriesTest {
    private long nanos;
    private final Tries tries = new Tries(() -> nanos);

    @Test
    void an_ipv6_network_has_the_tries_of_one_address() {
        for (int i = 0; i < 20; i++) {
            tries.take("fd00:77::" + Integer.toHexString(i) + ":1");
        }
        var failure = assertThrows(Failure.class, () -> tries.take("fd00:77::dead:beef"));
        assertEquals(429, failure.status());
        tries.take("fd00:78::1");
    }

    @Test
    void no_number_of_addresses_of_a_network_makes_it_forgotten() {
        for (int i = 0; i < 20; i++) {
            tries.take("fd00:77::1");
        }
        for (int i = 0; i < 5000; i++) {
            var address = "fd00:77::" + Integer.toHexString(i + 2);
            assertThrows(Failure.class, () -> tries.take(address));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.77.2, 192.168.77.2",
        "::ffff:192.168.77.2, 192.168.77.2",
        "fd00:77:0:1:2:3:4:5, fd00007700000001/64",
        "[fd00:77:0:1:2:3:4:5], fd00007700000001/64",
        "fe80::1%lan0, fe80000000000000/64",
        "[fe80::1%lan0], fe80000000000000/64",
        "somewhere, somewhere",
    })
    void knows_which_addresses_belong_together(String address, String source) {
        assertEquals(source, Tries.source(address));
    }
}
