package io.ripcord.agent;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.ArtifactStore.Reception;
import io.ripcord.api.message.Want;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which blocks of one artifact to ask for when: a window, a rate, a time-out for lost ones. No threads, no clock; times are
 * milliseconds of any clock that never goes back. Not thread-safe.
 */
final class Transfer {
    /** After this an asked block counts as lost and is asked for again. */
    static final long BLOCK_PATIENCE = 5_000;

    /** After this without any block the transfer is given up. */
    static final long PATIENCE = 60_000;

    /**
     * How much at once.
     *
     * @param window blocks in flight, 1 to 64
     * @param bytesPerSecond at most, over a second
     */
    record Pace(int window, long bytesPerSecond) {}

    private final Artifact artifact;
    private final BitSet missing;
    private final Pace pace;
    private final Map<Integer, Long> asked = new HashMap<>();
    private long lastBlock;
    private double allowance;
    private long allowedAt;

    Transfer(Artifact artifact, BitSet missing, Pace pace, long now) {
        this.artifact = artifact;
        this.missing = (BitSet) missing.clone();
        this.pace = pace;
        this.lastBlock = now;
        this.allowedAt = now;
        this.allowance = Math.max(pace.bytesPerSecond, Reception.BLOCK);
    }

    boolean isDone() {
        return missing.isEmpty();
    }

    boolean isDead(long now) {
        return now - lastBlock >= PATIENCE;
    }

    /** True if the block was missing; it is no more. */
    boolean received(int index, long now) {
        asked.remove(index);
        if (index < 0 || !missing.get(index)) {
            return false;
        }
        missing.clear(index);
        lastBlock = now;
        return true;
    }

    /** The connection is a new one: what was asked for on the old will not come. */
    void reconnected() {
        asked.clear();
    }

    /** What to ask for now; once half the window is free, so that a message asks for several blocks. */
    Optional<Want> next(long now) {
        asked.values().removeIf(at -> now - at >= BLOCK_PATIENCE);
        int free = Math.min(pace.window - asked.size(), allowed(now));
        var wanted = new BitSet();
        int first = -1;
        for (int block = missing.nextSetBit(0); block >= 0 && free > 0; block = missing.nextSetBit(block + 1)) {
            if (asked.containsKey(block)) {
                continue;
            }
            first = first < 0 ? block : first;
            if (block - first >= Want.MAX_BLOCKS) {
                break;
            }
            wanted.set(block);
            free--;
        }
        if (wanted.isEmpty() || (asked.size() > pace.window / 2)) {
            return Optional.empty();
        }
        wanted.stream().forEach(block -> asked.put(block, now));
        allowance -= (double) wanted.cardinality() * Reception.BLOCK;
        return Optional.of(Want.of(artifact, wanted));
    }

    private int allowed(long now) {
        double most = Math.max(pace.bytesPerSecond, Reception.BLOCK);
        allowance = Math.min(most, allowance + (now - allowedAt) * pace.bytesPerSecond / 1000.0);
        allowedAt = now;
        return (int) Math.max(0, allowance / Reception.BLOCK);
    }
}
