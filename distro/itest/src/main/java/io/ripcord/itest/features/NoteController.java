package io.ripcord.itest.features;

import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Allocations;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.domain.Problem;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Step;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.json.JsonObject;
import java.util.List;

/** The owner of a domain that is a note, kept in memory; carried by a feature as this one class. */
public final class NoteController implements Controller, Unit, Step {
    private JsonObject note = JsonObject.EMPTY;
    private JsonObject old = JsonObject.EMPTY;
    private JsonObject wanted = JsonObject.EMPTY;

    @Override
    public String domain() {
        return "note";
    }

    @Override
    public int schemaVersion() {
        return 1;
    }

    @Override
    public JsonObject schema() {
        return JsonObject.EMPTY.with("type", "object");
    }

    @Override
    public boolean unitPerEntry() {
        return false;
    }

    @Override
    public List<Problem> validate(Section section) {
        return section.wanted().string("text").orElse("").equals("forbidden")
                ? List.of(new Problem("text", "it is forbidden", "write something else"))
                : List.of();
    }

    @Override
    public synchronized JsonObject observe() {
        return note;
    }

    @Override
    public synchronized List<Unit> plan(Section section, JsonObject observed, Allocations allocations) {
        wanted = section.wanted();
        return wanted.equals(observed) ? List.of() : List.of(this);
    }

    @Override
    public UnitId id() {
        return UnitId.whole("note");
    }

    @Override
    public List<Step> steps() {
        return List.of(this);
    }

    @Override
    public String what() {
        return "write the note";
    }

    @Override
    public synchronized void apply() {
        old = note;
        note = wanted;
    }

    @Override
    public synchronized void undo() {
        note = old;
    }
}
