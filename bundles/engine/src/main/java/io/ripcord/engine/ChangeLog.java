package io.ripcord.engine;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.Phase;
import io.ripcord.api.state.HistoryEntry;
import io.ripcord.api.state.States;
import io.ripcord.engine.journal.Journal;
import io.ripcord.engine.journal.Settled;
import io.ripcord.engine.journal.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The changes that are known, and those who hear of them; safe for use by many threads. */
final class ChangeLog {
    private static final int KEPT = 50;
    private static final int HISTORY = 20;

    private final Journal journal;
    private final Map<String, ChangeRecord> records = new LinkedHashMap<>();
    private final List<Listening> listeners = new CopyOnWriteArrayList<>();

    ChangeLog(Journal journal) {
        this.journal = journal;
        journal.settled().forEach(settled -> records.put(settled.record().id(), settled.record()));
    }

    /** A change that waits for its turn. */
    static ChangeRecord waiting(Target target) {
        return new ChangeRecord(
                target.change(),
                target.fleetGeneration(),
                target.localGeneration(),
                target.author(),
                target.started(),
                Optional.empty(),
                Phase.WAITING,
                Optional.empty(),
                List.of(),
                List.of());
    }

    synchronized void put(ChangeRecord change) {
        records.put(change.id(), change);
        if (records.size() > KEPT) {
            records.remove(records.keySet().iterator().next());
        }
        listeners.forEach(listener -> listener.hear(change));
    }

    /** Reported state changed outside of a change. */
    synchronized void poke() {
        if (!records.isEmpty()) {
            var newest = newestFirst().getFirst();
            listeners.forEach(listener -> listener.hear(newest));
        }
    }

    synchronized List<ChangeRecord> newestFirst() {
        return new ArrayList<>(records.values()).reversed();
    }

    synchronized Optional<ChangeRecord> find(String id) {
        return Optional.ofNullable(records.get(id));
    }

    /** The change that runs now. */
    Optional<String> running() {
        return newestFirst().stream()
                .filter(change -> change.phase() != Phase.WAITING && change.phase() != Phase.DONE)
                .map(ChangeRecord::id)
                .findFirst();
    }

    /** The last change that said something of its generations: no superseded one. */
    Optional<Settled> lastSettled() {
        return journal.settled().reversed().stream()
                .filter(settled -> settled.outcome() != Outcome.SUPERSEDED)
                .findFirst();
    }

    List<HistoryEntry> history() {
        return journal.settled().reversed().stream()
                .limit(HISTORY)
                .map(Settled::history)
                .toList();
    }

    AutoCloseable listen(States.Listener listener) {
        var listening = new Listening(listener);
        listeners.add(listening);
        return () -> {
            listeners.remove(listening);
            listening.close();
        };
    }

    void close() {
        listeners.forEach(Listening::close);
    }
}
