package io.ripcord.engine.journal;

import io.ripcord.api.change.UnitId;
import io.ripcord.api.host.Host;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.trust.Digest;
import io.ripcord.engine.disk.LogFile;
import io.ripcord.engine.disk.LogFile.Line;
import io.ripcord.engine.plan.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The engine's memory: a log of what was begun, touched, committed and ended. Only begin, confirm deadline, commit and
 * fresh allocations wait for the disk. Safe for use by many threads.
 */
public final class Journal {
    private static final long SMALLEST_REWRITE = 256 * 1024;

    private final LogFile log;
    private final JournalState state = new JournalState();
    private long rewriteAt = SMALLEST_REWRITE;

    /** Reads what is there; never fails: what is damaged is left out and logged. */
    public Journal(Host host, Path folder) {
        this.log = new LogFile(host, folder.resolve("journal"));
        log.read().forEach(state::take);
    }

    public synchronized Confirmed confirmed() {
        return state.confirmed();
    }

    public synchronized Optional<Interrupted> interrupted() {
        return state.interrupted();
    }

    /** Units that hung outside of a change since the last change was begun. */
    public synchronized Map<UnitId, Failure> hung() {
        return state.hung();
    }

    /** Oldest first, at most 50. */
    public synchronized List<Settled> settled() {
        return List.copyOf(state.settled());
    }

    public synchronized boolean banned(Digest fleetDocument) {
        return state.banned().contains(fleetDocument);
    }

    /** Value by kind and owner, as {@code kind owner}. */
    public synchronized Map<String, String> allocations() {
        return Map.copyOf(state.allocations());
    }

    /** Before the first step: where the change goes; on disk when it returns. */
    public synchronized void begin(Target target, Map<String, String> allocations) throws IOException {
        var lines = documents(target.effective().json(), target.local());
        lines.addAll(allocation(allocations));
        lines.add(new Line("begin", target.json()));
        if (log.size() > rewriteAt) {
            var kept = state.lines();
            kept.addAll(lines);
            log.rewrite(kept);
            rewriteAt = Math.max(SMALLEST_REWRITE, 4 * log.size());
        } else {
            log.append(lines, true);
        }
        lines.forEach(state::take);
    }

    public void touched(UnitId unit, Instant when) throws IOException {
        write(false, new Line("touch", unit(unit).with("at", when.toString())));
    }

    /** A unit hung outside of a change: it is not to be tried at the next start. */
    public void hung(UnitId unit, Failure failure) throws IOException {
        write(false, new Line("hung", failure.result(unit, 0).json()));
    }

    /** The unit's change goes on after a restart; on disk when it returns. */
    public void resume(UnitId unit) throws IOException {
        write(true, new Line("resume", unit(unit)));
    }

    public void failed(UnitId unit, Failure failure) throws IOException {
        write(false, new Line("fail", failure.result(unit, 0).json()));
    }

    /** The confirm window opened; on disk when it returns. */
    public void deadline(Instant until) throws IOException {
        write(true, new Line("deadline", JsonObject.EMPTY.with("until", until.toString())));
    }

    /** From now on the device goes to this document, also after a restart; on disk when it returns. */
    public synchronized void commit(Settled settled, Confirmed confirmed, Map<String, String> allocations)
            throws IOException {
        var lines = documents(
                confirmed.document().json(),
                settled.target().effective().json(),
                settled.target().local());
        lines.addAll(allocation(allocations));
        lines.add(new Line("commit", settled.json().with("confirmed", confirmed.json())));
        write(true, lines.toArray(Line[]::new));
    }

    /** Takes a commit back whose way to the disk failed: nobody knows how far it came. */
    public void withdraw(String change) throws IOException {
        write(true, new Line("withdraw", JsonObject.EMPTY.with("change", change)));
    }

    /** How it ended; a power cut may lose it, then it is found out again. */
    public synchronized void end(Settled settled) throws IOException {
        var lines =
                documents(settled.target().effective().json(), settled.target().local());
        lines.add(new Line("end", settled.json()));
        write(false, lines.toArray(Line[]::new));
    }

    /** Keeps allocations if they are news; on disk when it returns. */
    public synchronized void allocate(Map<String, String> allocations) throws IOException {
        var lines = allocation(allocations);
        if (!lines.isEmpty()) {
            write(true, lines.toArray(Line[]::new));
        }
    }

    private synchronized void write(boolean sync, Line... lines) throws IOException {
        log.append(List.of(lines), sync);
        List.of(lines).forEach(state::take);
    }

    private List<Line> allocation(Map<String, String> allocations) {
        List<Line> lines = new ArrayList<>();
        if (!allocations.equals(state.allocations())) {
            lines.add(JournalState.allocationLine(allocations));
        }
        return lines;
    }

    private List<Line> documents(JsonObject... documents) {
        List<Line> lines = new ArrayList<>();
        for (var document : documents) {
            var line = new Line("document", document);
            if (!state.knows(document) && !lines.contains(line)) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static JsonObject unit(UnitId unit) {
        return JsonObject.EMPTY.with("unit", unit.toString());
    }
}
