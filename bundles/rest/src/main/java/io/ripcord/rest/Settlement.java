package io.ripcord.rest;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.rest.Failure;
import io.ripcord.api.state.Layer;
import io.ripcord.api.state.States;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waits until a generation is settled; at most 32 at once. */
final class Settlement {
    private static final int WAITERS = 32;

    private final States states;
    private final Semaphore places = new Semaphore(WAITERS);

    Settlement(States states) {
        this.states = states;
    }

    /** The change that settled the generation or a newer one; empty when the wait ended first. */
    Optional<ChangeRecord> await(Layer layer, long generation, Duration wait) throws InterruptedException {
        if (!places.tryAcquire()) {
            throw Failure.notNow(WAITERS + " others wait already; ask again in a few seconds.");
        }
        try {
            return listening(layer, generation, System.nanoTime() + wait.toNanos());
        } finally {
            places.release();
        }
    }

    private Optional<ChangeRecord> listening(Layer layer, long generation, long deadline) throws InterruptedException {
        var changed = new Semaphore(0);
        var listening = states.listen(_ -> changed.release());
        try {
            var found = find(layer, generation);
            while (found.isEmpty() && changed.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                changed.drainPermits();
                found = find(layer, generation);
            }
            return found;
        } finally {
            close(listening);
        }
    }

    /** Changes are newest first, so the last that fits is the one that settled the generation. */
    private Optional<ChangeRecord> find(Layer layer, long generation) {
        return states.changes().stream()
                .filter(change -> change.outcome().isPresent())
                .filter(change -> generationOf(change, layer) >= generation)
                .reduce((_, older) -> older);
    }

    private static long generationOf(ChangeRecord change, Layer layer) {
        return switch (layer) {
            case FLEET -> change.fleetGeneration();
            case LOCAL -> change.localGeneration();
        };
    }

    private static void close(AutoCloseable listening) throws InterruptedException {
        try {
            listening.close();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a listener could not be taken away", e);
        }
    }
}
