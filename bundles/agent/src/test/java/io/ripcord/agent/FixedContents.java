package io.ripcord.agent;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Event;
import io.ripcord.api.message.Hello;
import io.ripcord.api.message.Renewal;
import io.ripcord.api.message.StateReport;
import io.ripcord.api.state.ReportedState;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A device whose state a test sets by a number. */
final class FixedContents implements Contents {
    final Deque<Event> events = new ArrayDeque<>();
    long localGeneration;
    Optional<Renewal> renewal = Optional.empty();

    void event(long sequence) {
        events.add(new Event(3, sequence, now(), "settled", "", JsonObject.EMPTY));
    }

    @Override
    public long bootEpoch() {
        return 3;
    }

    @Override
    public Instant now() {
        return Instant.parse("2026-11-22T07:00:00Z");
    }

    @Override
    public Hello hello(long sequence) {
        return new Hello(
                new Hello.Board("rc-1", "acme", "lab", "board", "0.1.0", ""),
                3,
                sequence,
                1,
                Map.of(),
                List.of(),
                new Hello.Held(0, Optional.empty()),
                new Hello.Settled(0, Optional.empty()));
    }

    @Override
    public StateReport report(long sequence) {
        var reported = new ReportedState(
                0,
                Optional.empty(),
                localGeneration,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
        return new StateReport(3, sequence, reported, Optional.empty());
    }

    @Override
    public Optional<Event> oldestEvent() {
        return Optional.ofNullable(events.peek());
    }

    @Override
    public Optional<Renewal> renewal() {
        return renewal;
    }

    @Override
    public void acknowledged(long bootEpoch, long sequence) {
        events.removeIf(event -> event.bootEpoch() == bootEpoch && event.sequence() <= sequence);
    }
}
