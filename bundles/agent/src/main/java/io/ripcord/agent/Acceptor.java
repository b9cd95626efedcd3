package io.ripcord.agent;

import io.ripcord.api.artifact.Fetcher;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.DesiredNotice;
import io.ripcord.api.message.Event;
import io.ripcord.api.state.StateException;
import io.ripcord.api.state.States;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings desired states to the engine on a thread of its own; only the newest waits. */
final class Acceptor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);
    private static final long RETRY_SECONDS = 30;

    /** Keeps an event for the console. */
    interface Events {
        void add(String name, String text, JsonObject detail);
    }

    private final States states;
    private final Fetcher fetcher;
    private final Events events;
    private final BlockingQueue<DesiredNotice> newest = new ArrayBlockingQueue<>(1);
    private final Thread thread;

    Acceptor(States states, Fetcher fetcher, Events events) {
        this.states = states;
        this.fetcher = fetcher;
        this.events = events;
        this.thread = Thread.ofVirtual().name("agent-acceptor").start(this::run);
    }

    /** Called by one thread. */
    void come(DesiredNotice notice) {
        while (!newest.offer(notice)) {
            newest.poll();
        }
    }

    private void run() {
        try {
            var notice = newest.take();
            while (true) {
                boolean done = accept(notice);
                var newer = done ? newest.take() : newest.poll(RETRY_SECONDS, TimeUnit.SECONDS);
                notice = newer == null ? notice : newer;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
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
            return true;
        } catch (IOException e) {
            LOG.warn("fleet generation {} could not be fetched: {}", notice.generation(), e.getMessage());
            return false;
        } catch (RuntimeException e) {
            LOG.error("fleet generation {} broke its acceptance", notice.generation(), e);
            return true;
        }
    }

    private void refused(DesiredNotice notice, StateException e) {
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
