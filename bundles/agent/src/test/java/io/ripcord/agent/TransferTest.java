package io.ripcord.agent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.trust.Digest;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class TransferTest {
    private static final Transfer.Pace FAST = new Transfer.Pace(4, 1L << 30);

    @Test
    void asks_for_a_window_and_for_more_when_half_of_it_came() {
        var transfer = transfer(10, FAST);
        assertArrayEquals(new int[] {0, 1, 2, 3}, asked(transfer, 0));
        transfer.received(0, 1);
        assertEquals(0, asked(transfer, 1).length);
        transfer.received(1, 1);
        assertArrayEquals(new int[] {4, 5}, asked(transfer, 1));
    }

    @Test
    void asks_again_for_what_does_not_come() {
        var transfer = transfer(3, FAST);
        asked(transfer, 0);
        transfer.received(1, 10);
        assertEquals(0, asked(transfer, Transfer.BLOCK_PATIENCE - 1).length);
        assertArrayEquals(new int[] {0, 2}, asked(transfer, Transfer.BLOCK_PATIENCE));
        transfer.reconnected();
        assertArrayEquals(new int[] {0, 2}, asked(transfer, Transfer.BLOCK_PATIENCE));
    }

    @Test
    void a_block_counts_once_and_foreign_indexes_never() {
        var transfer = transfer(2, FAST);
        assertTrue(transfer.received(1, 0));
        assertFalse(transfer.received(1, 0));
        assertFalse(transfer.received(7, 0));
        assertFalse(transfer.received(-1, 0));
        assertTrue(transfer.received(0, 0));
        assertTrue(transfer.isDone());
    }

    @Test
    void is_given_up_after_a_minute_without_any_block() {
        var transfer = transfer(2, FAST);
        assertFalse(transfer.isDead(Transfer.PATIENCE - 1));
        assertTrue(transfer.isDead(Transfer.PATIENCE));
        transfer.received(0, Transfer.PATIENCE);
        assertFalse(transfer.isDead(2 * Transfer.PATIENCE - 1));
    }

    @Test
    void keeps_to_its_rate() {
        var transfer = transfer(1000, new Transfer.Pace(64, 640 * 1024));
        int blocks = 0;
        for (long now = 0; now < 10_000; now += 50) {
            for (int index : asked(transfer, now)) {
                transfer.received(index, now);
                blocks++;
            }
        }
        assertTrue(blocks >= 100 && blocks <= 110, blocks + " blocks of 64 KiB in 10 s");
    }

    @Test
    void the_window_reaches_over_wide_gaps_in_several_messages() {
        var missing = new BitSet();
        missing.set(0);
        missing.set(5_000);
        var artifact = new Artifact(Digest.of("x"), 6_000L * 65536);
        var transfer = new Transfer(artifact, missing, FAST, 0);
        assertArrayEquals(new int[] {0}, asked(transfer, 0));
        assertArrayEquals(new int[] {5_000}, asked(transfer, 0));
    }

    private static Transfer transfer(int blocks, Transfer.Pace pace) {
        var missing = new BitSet();
        missing.set(0, blocks);
        return new Transfer(new Artifact(Digest.of("x"), blocks * 65536L), missing, pace, 0);
    }

    private static int[] asked(Transfer transfer, long now) {
        return transfer.next(now).map(want -> want.indexes()).orElse(new int[0]);
    }
}
