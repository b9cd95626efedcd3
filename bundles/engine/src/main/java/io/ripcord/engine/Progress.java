package io.ripcord.engine;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.Phase;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.change.UnitResult;
import io.ripcord.engine.journal.Journal;
import io.ripcord.engine.journal.Target;
import io.ripcord.engine.plan.Failure;
import io.ripcord.engine.run.Watcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a change goes on: told to the listeners and kept in the journal. Used by the thread that runs the change. */
final class Progress implements Watcher {
    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    private static final int LINES = 200;

    private final Target target;
    private final Journal journal;
    private final ChangeLog changes;
    private final Sources sources;
    private final Clock clock;
    private final Path marker;
    private final Risk risk;
    private final List<String> lines = new ArrayList<>();
    private final Map<UnitId, Failure> failures = new LinkedHashMap<>();
    private Phase phase = Phase.PREPARE;
    private boolean begun;

    /** What is to be known before the device could be cut off. */
    @FunctionalInterface
    interface Risk {
        void comes() throws InterruptedException;
    }

    /**
     * @param folder where the marker {@code provisional} stands while a change is begun and not committed
     * @param risk hears that risky steps follow
     */
    Progress(Target target, Journal journal, ChangeLog changes, Sources sources, Clock clock, Path folder, Risk risk) {
        this.target = target;
        this.journal = journal;
        this.changes = changes;
        this.sources = sources;
        this.clock = clock;
        this.marker = folder.resolve("provisional");
        this.risk = risk;
    }

    @Override
    public void phase(Phase next) {
        phase = next;
        tell();
    }

    @Override
    public void progress(String line) {
        lines.add(Failure.brief(line));
        if (lines.size() > LINES) {
            lines.removeFirst();
        }
        LOG.debug("{}: {}", target.change(), line);
        tell();
    }

    @Override
    public void risky() throws InterruptedException {
        risk.comes();
    }

    @Override
    public void begin(Map<String, String> allocations) throws IOException {
        sources.secure();
        if (begun) {
            journal.allocate(allocations);
            return;
        }
        journal.begin(target, allocations);
        begun = true;
        Files.writeString(marker, target.change() + "\n");
        for (var failure : failures.entrySet()) {
            journal.failed(failure.getKey(), failure.getValue());
        }
    }

    @Override
    public void touched(UnitId unit) {
        try {
            journal.touched(unit, clock.instant());
        } catch (IOException e) {
            LOG.warn("that {} is being changed could not be kept", unit, e);
        }
    }

    /** The unit's change goes on after a restart of this process. */
    void resumes(UnitId unit, String reason) {
        LOG.warn("{}: {}: {}; it goes on after a restart", target.change(), unit, reason);
        progress(unit + ": " + reason + " It goes on after a restart of the device process.");
        try {
            journal.resume(unit);
        } catch (IOException e) {
            LOG.warn("that {} is to go on could not be kept", unit, e);
        }
    }

    @Override
    public void failed(UnitId unit, Failure failure) {
        LOG.info("{}: {} failed: {}; {}", target.change(), unit, failure.reason(), failure.remedy());
        failures.put(unit, failure);
        var line = Failure.brief(unit + " failed: " + failure.reason());
        if (!lines.contains(line)) {
            lines.add(line);
        }
        if (begun) {
            try {
                journal.failed(unit, failure);
            } catch (IOException e) {
                LOG.warn("that {} failed could not be kept", unit, e);
            }
        }
    }

    /** True once the change is on disk as begun. */
    boolean begun() {
        return begun;
    }

    /** Takes the marker away: nothing is provisional any more. */
    void settledOnDisk() {
        if (begun) {
            removeMarker(marker);
        }
    }

    static void removeMarker(Path marker) {
        try {
            Files.deleteIfExists(marker);
        } catch (IOException e) {
            LOG.warn("{} could not be removed; after failed starts an older state may be chosen", marker, e);
        }
    }

    ChangeRecord finished(Outcome outcome, List<UnitResult> units) {
        return record(Phase.DONE, Optional.of(outcome), units);
    }

    private void tell() {
        changes.put(record(phase, Optional.empty(), List.of()));
    }

    private ChangeRecord record(Phase at, Optional<Outcome> outcome, List<UnitResult> units) {
        return new ChangeRecord(
                target.change(),
                target.fleetGeneration(),
                target.localGeneration(),
                target.author(),
                target.started(),
                outcome.map(_ -> clock.instant()),
                at,
                outcome,
                units,
                lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }
}
