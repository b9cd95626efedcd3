package io.ripcord.testkit;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.Phase;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.state.DesiredDocument;
import io.ripcord.api.state.HistoryEntry;
import io.ripcord.api.state.Layer;
import io.ripcord.api.state.LocalEdit;
import io.ripcord.api.state.Receipt;
import io.ripcord.api.state.ReportedState;
import io.ripcord.api.state.Snapshot;
import io.ripcord.api.state.StateException;
import io.ripcord.api.state.States;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A local layer that takes every edit based on its generation, and settles a change when it is told to. */
public final class FakeStates implements States {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final List<ChangeRecord> changes = new ArrayList<>();
    private final List<HistoryEntry> history = new ArrayList<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private long generation;
    private JsonObject local = JsonObject.EMPTY;
    private volatile Acceptance acceptance = _ -> {
        throw new StateException(StateException.Reason.UNTRUSTED, "this device belongs to no fleet; enrol it first");
    };

    /** What becomes of a fleet's envelope. */
    @FunctionalInterface
    public interface Acceptance {
        Receipt of(byte[] envelope) throws StateException;
    }

    public FakeStates accepting(Acceptance by) {
        acceptance = by;
        return this;
    }

    /** Lets the newest change end. */
    public void settle(Outcome outcome) {
        ChangeRecord done;
        synchronized (this) {
            var running = changes.getFirst();
            done = record(running.id(), running.localGeneration(), running.author(), Phase.DONE, Optional.of(outcome));
            changes.set(0, done);
            history.addFirst(new HistoryEntry(
                    done.id(), 0, done.localGeneration(), NOW, done.author(), outcome, effective(), local));
        }
        listeners.forEach(listener -> listener.changed(done));
    }

    /** Lets the newest change wait for its confirmation. */
    public synchronized void confirming() {
        var running = changes.getFirst();
        changes.set(
                0, record(running.id(), running.localGeneration(), running.author(), Phase.CONFIRM, Optional.empty()));
    }

    @Override
    public synchronized Snapshot snapshot() {
        return new Snapshot(0, DesiredDocument.EMPTY, generation, local, effective(), List.of());
    }

    @Override
    public Receipt acceptFleet(byte[] envelope) throws StateException {
        return acceptance.of(envelope);
    }

    @Override
    public synchronized Receipt editLocal(LocalEdit edit) throws StateException {
        check(edit);
        return accept(local.patched(edit.patch()), edit.author());
    }

    @Override
    public synchronized List<String> preview(LocalEdit edit) throws StateException {
        check(edit);
        return edit.patch().names().stream().map(name -> "change " + name).toList();
    }

    @Override
    public synchronized ReportedState reported() {
        return new ReportedState(
                0,
                Optional.empty(),
                generation,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
    }

    @Override
    public JsonObject schema() {
        return JsonObject.EMPTY.with("type", "object");
    }

    @Override
    public synchronized List<HistoryEntry> history() {
        return List.copyOf(history);
    }

    @Override
    public synchronized Receipt rollback(String change, String author) {
        var entry = history.stream()
                .filter(candidate -> candidate.change().equals(change))
                .findAny()
                .orElseThrow();
        return accept(entry.localLayer(), author);
    }

    @Override
    public synchronized List<ChangeRecord> changes() {
        return List.copyOf(changes);
    }

    @Override
    public synchronized Optional<ChangeRecord> change(String id) {
        return changes.stream().filter(change -> change.id().equals(id)).findAny();
    }

    @Override
    public AutoCloseable listen(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** How many listen now. */
    public int listeners() {
        return listeners.size();
    }

    private Receipt accept(JsonObject layer, String author) {
        local = layer;
        generation++;
        var id = "c-%06d".formatted(generation);
        changes.addFirst(record(id, generation, author, Phase.APPLY, Optional.empty()));
        return new Receipt(Layer.LOCAL, generation, id);
    }

    private void check(LocalEdit edit) throws StateException {
        if (edit.basedOn() != generation) {
            throw new StateException(
                    StateException.Reason.STALE, "the local layer is at generation " + generation + "; read it again");
        }
        if (!edit.patch().names().stream()
                .allMatch(name -> edit.patch().object(name).isPresent())) {
            throw new StateException(StateException.Reason.INVALID, "a section is no object; write one in braces");
        }
    }

    private DesiredDocument effective() {
        return DesiredDocument.from(JsonObject.EMPTY.with("domains", local));
    }

    private static ChangeRecord record(
            String id, long generation, String author, Phase phase, Optional<Outcome> outcome) {
        return new ChangeRecord(
                id, 0, generation, author, NOW, outcome.map(_ -> NOW), phase, outcome, List.of(), List.of());
    }
}
