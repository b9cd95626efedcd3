package io.ripcord.engine.journal;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.change.UnitResult;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.trust.Digest;
import io.ripcord.engine.disk.LogFile.Line;
import io.ripcord.engine.plan.Failure;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the journal's lines come to, taken one by one; and the fewest lines that come to the same. Not thread-safe. */
final class JournalState {
    private static final Logger LOG = LoggerFactory.getLogger(JournalState.class);
    private static final int KEPT_CHANGES = 50;
    private static final int KEPT_COMMITS = 2;
    private static final int KEPT_BANNED = 200;
    private static final Set<Outcome> FAILED =
            EnumSet.of(Outcome.REFUSED, Outcome.FAILED, Outcome.STUCK, Outcome.PARTLY_APPLIED);

    private final Map<Digest, JsonObject> documents = new HashMap<>();
    private final Map<String, Settled> settled = new LinkedHashMap<>();
    private final Set<Digest> banned = new LinkedHashSet<>();
    private final Deque<Commit> commits = new ArrayDeque<>();
    private final Map<UnitId, Instant> touched = new LinkedHashMap<>();
    private final Map<UnitId, Failure> failures = new LinkedHashMap<>();
    private final Map<UnitId, Failure> hung = new LinkedHashMap<>();
    private Map<String, String> allocations = Map.of();
    private Optional<Target> open = Optional.empty();
    private final Set<UnitId> resumable = new LinkedHashSet<>();
    private boolean inWindow;

    private record Commit(Settled settled, Confirmed confirmed) {}

    /** Takes a line; one that cannot be understood is left out and logged. */
    void take(Line line) {
        try {
            var fields = Fields.of(line.value(), line.kind());
            switch (line.kind()) {
                case "document" -> documents.put(Digest.of(line.value()), line.value());
                case "allocations" -> allocations = fields.textMap("values", 100_000, 4096);
                case "banned" ->
                    fields.texts("digests", KEPT_BANNED, 64).forEach(digest -> banned.add(new Digest(digest)));
                case "begin" -> begin(Target.from(fields, documents));
                case "touch" -> touched.putIfAbsent(unit(fields), Instant.parse(fields.text("at", 1, 40)));
                case "resume" -> resumable.add(unit(fields));
                case "fail" -> fail(UnitResult.from(fields), failures);
                case "hung" -> fail(UnitResult.from(fields), hung);
                case "deadline" -> inWindow = true;
                case "commit" -> commit(line.value());
                case "withdraw" -> withdraw(fields.text("change", 1, 64));
                case "end" -> settle(Settled.from(line.value(), documents));
                default -> LOG.warn("the journal has a line of the unknown kind {}; it is left out", line.kind());
            }
        } catch (BadDocument | DateTimeException e) {
            LOG.warn("a line of the journal is left out", e);
        }
    }

    Confirmed confirmed() {
        return commits.isEmpty() ? Confirmed.NOTHING : commits.getLast().confirmed;
    }

    Optional<Interrupted> interrupted() {
        return open.map(target -> new Interrupted(target, touched, failures, resumable, inWindow));
    }

    /** Units that hung outside of a change since the last change. */
    Map<UnitId, Failure> hung() {
        return Map.copyOf(hung);
    }

    Collection<Settled> settled() {
        return settled.values();
    }

    Set<Digest> banned() {
        return banned;
    }

    Map<String, String> allocations() {
        return allocations;
    }

    boolean knows(JsonObject document) {
        return documents.containsKey(Digest.of(document));
    }

    static Line allocationLine(Map<String, String> values) {
        Map<String, Json> members = new LinkedHashMap<>();
        values.forEach((name, value) -> members.put(name, Json.of(value)));
        return new Line("allocations", JsonObject.EMPTY.with("values", new JsonObject(members)));
    }

    /** The state as a journal of its own; documents that nothing names any more are dropped. */
    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        Set<JsonObject> named = new LinkedHashSet<>();
        commits.forEach(commit -> {
            named.add(commit.confirmed.document().json());
            name(commit.settled.target(), named);
        });
        settled.values().forEach(change -> name(change.target(), named));
        documents.keySet().retainAll(named.stream().map(Digest::of).toList());
        named.forEach(document -> lines.add(new Line("document", document)));
        lines.add(allocationLine(allocations));
        lines.add(new Line(
                "banned",
                JsonObject.EMPTY.with(
                        "digests",
                        JsonArray.ofTexts(banned.stream().map(Digest::hex).toList()))));
        commits.forEach(commit ->
                lines.add(new Line("commit", commit.settled.json().with("confirmed", commit.confirmed.json()))));
        settled.values().forEach(change -> lines.add(new Line("end", change.json())));
        return lines;
    }

    private static void name(Target target, Set<JsonObject> named) {
        named.add(target.effective().json());
        named.add(target.local());
    }

    private void begin(Target target) {
        boolean goesOn = open.isPresent() && open.get().change().equals(target.change());
        open = Optional.of(target);
        resumable.clear();
        if (!goesOn) {
            touched.clear();
        }
        failures.clear();
        hung.clear();
        inWindow = false;
    }

    private static void fail(UnitResult result, Map<UnitId, Failure> into) {
        into.put(result.unit(), new Failure(result.outcome(), result.reason(), result.remedy()));
    }

    private void commit(JsonObject json) {
        var change = Settled.from(json, documents);
        commits.addLast(
                new Commit(change, Confirmed.from(json.object("confirmed").orElse(JsonObject.EMPTY), documents)));
        if (commits.size() > KEPT_COMMITS) {
            commits.removeFirst();
        }
        settle(change);
    }

    private void withdraw(String change) {
        commits.removeIf(commit -> commit.settled.record().id().equals(change));
        settled.remove(change);
    }

    private void settle(Settled change) {
        var id = change.record().id();
        settled.remove(id);
        settled.put(id, change);
        if (settled.size() > KEPT_CHANGES) {
            settled.remove(settled.keySet().iterator().next());
        }
        if (FAILED.contains(change.outcome()) && !change.mayStillCome()) {
            change.target().fleetDigest().ifPresent(this::ban);
        }
        if (open.isPresent() && open.get().change().equals(id)) {
            open = Optional.empty();
        }
    }

    private void ban(Digest digest) {
        banned.add(digest);
        if (banned.size() > KEPT_BANNED) {
            banned.remove(banned.iterator().next());
        }
    }

    private static UnitId unit(Fields fields) {
        return UnitId.parse(fields.text("unit", 1, 256));
    }
}
