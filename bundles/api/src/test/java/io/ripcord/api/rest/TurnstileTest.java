package io.ripcord.api.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TurnstileTest {
    private final Turnstile turnstile = new Turnstile();

    @Test
    void one_source_leaves_room_for_others() {
        List<Turnstile.Pass> passes = new ArrayList<>();
        for (int i = 0; i < Turnstile.OF_ONE; i++) {
            passes.add(turnstile.enter("fd00:77::" + Integer.toHexString(i)));
        }
        assertEquals(503, refused("fd00:77::beef"));
        turnstile.enter("192.168.77.2").close();
        passes.getFirst().close();
        turnstile.enter("fd00:77::beef");
    }

    @Test
    void all_sources_together_are_bounded() {
        for (int i = 0; i < Turnstile.ALL; i++) {
            turnstile.enter("192.168.77." + i);
        }
        assertEquals(503, refused("192.168.77.200"));
    }

    @Test
    void a_body_that_trickles_in_ends_after_a_minute_and_an_endless_one_at_its_limit() throws IOException {
        var now = new AtomicLong();
        var trickle = new InputStream() {
            private int read;

            @Override
            public int read(byte[] buffer, int offset, int length) {
                now.addAndGet(1_000_000_000L);
                read++;
                return 1;
            }

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }
        };
        var slow = assertThrows(Failure.class, () -> new Body(trickle, -1).bytes(1000, now::get));
        assertEquals(408, slow.status());
        assertEquals(61, trickle.read);
        var large = assertThrows(Failure.class, () -> new Body(trickle, -1).bytes(10, now::get));
        assertEquals(413, large.status());
        assertEquals(61 + 11, trickle.read);
        var body = new Body(new ByteArrayInputStream(new byte[20_000]), -1);
        assertEquals(20_000, body.bytes(20_000).length);
    }

    private int refused(String address) {
        return assertThrows(Failure.class, () -> turnstile.enter(address)).status();
    }
}
