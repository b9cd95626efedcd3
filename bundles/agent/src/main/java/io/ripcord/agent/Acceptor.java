package io.ripcord.agent;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.Fetcher;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.DesiredNotice;
import io.ripcord.api.message.Event;
import io.ripcord.api.state.StateException;
import io.ripcord.api.state.StateException.Reason;
import io.ripcord.api.state.States;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings desired states to the engine on a thread of its own; only the newest waits. What could not be fetched or kept, or
 * is too old by a clock that may be wrong itself, is tried again.
 */
final class Acceptor implements AutoCloseable {
    static final Duration RETRY = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);

    /** Keeps an event for the console. */
    interface Events {
        void add(String name, String text, JsonObject detail);
    }

    private final States states;
    private final Fetcher fetcher;
    private final Events events;
    private final Duration retry;
    private final BlockingQueue<DesiredNotice> newest = new ArrayBlockingQueue<>(1);
    private Optional<Artifact> refused = Optional.empty();
    private final Thread thread;

    Acceptor(States states, Fetcher fetcher, Events events, Duration retry) {
        this.states = states;
        this.fetcher = fetcher;
        this.events = events;
        this.retry = retry;
        this.thread = Thread.ofVirtual().name("agent-acceptor").start(this::run);
    }

    /** Called by one thread. One that comes late does not take the place of a newer one. */
    void come(DesiredNotice notice) {
        var waiting = Optional.ofNullable(newest.poll());
        newest.add(waiting.filter(other -> other.generation() > notice.generation())
                .orElse(notice));
    }

    private void run() {
        try {
            Optional<DesiredNotice> left = Optional.empty();
            while (true) {
                var notice = next(left);
                boolean done = accept(notice);
                left = left.filter(other -> other.generation() > notice.generation())
                        .or(() -> done ? Optional.empty() : Optional.of(notice));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** What comes, or after a while what is left to be tried again. */
    private DesiredNotice next(Optional<DesiredNotice> left) throws InterruptedException {
        if (left.isEmpty()) {
            return newest.take();
        }
        var came = newest.poll(retry.toMillis(), TimeUnit.MILLISECONDS);
        return came == null ? left.get() : came;
    }

    /** True if nothing is left to do with it. */
    private boolean accept(DesiredNotice notice) throws InterruptedException {
        try {
            var envelope = notice.inline().isPresent()
                    ? notice.inline().get()
                    : Files.readAllBytes(fetcher.fetch(notice.envelope()));
            var receipt = states.acceptFleet(envelope);
            LOG.info("fleet generation {} is wanted, change {}", receipt.generation(), receipt.change());
            return true;
        } catch (StateException e) {
            refused(notice, e);
            return e.reason() != Reason.EXPIRED && e.reason() != Reason.STORAGE;
        } catch (IOException e) {
            LOG.warn("fleet generation {} could not be fetched: {}", notice.generation(), e.getMessage());
            return false;
        } catch (RuntimeException e) {
            LOG.error("fleet generation {} broke its acceptance", notice.generation(), e);
            return true;
        }
    }

    private void refused(DesiredNotice notice, StateException e) {
        if (refused.equals(Optional.of(notice.envelope()))) {
            return;
        }
        refused = Optional.of(notice.envelope());
        LOG.warn("fleet generation {} is not accepted: {}", notice.generation(), e.getMessage());
        events.add(
                Event.REFUSED,
                String.valueOf(e.getMessage()),
                JsonObject.EMPTY.with("generation", notice.generation()).with("reason", Fields.wireName(e.reason())));
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
