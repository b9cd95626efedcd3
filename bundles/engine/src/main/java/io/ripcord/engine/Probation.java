package io.ripcord.engine;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.change.UnitResult;
import io.ripcord.engine.journal.Settled;
import io.ripcord.engine.journal.Standing;
import io.ripcord.engine.plan.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A committed change stays provisional until the device has run on with it for a while: one whose process ends again and
 * again soon after its start goes back to what it was before. The marker is the one that the launcher looks at.
 */
final class Probation {
    private static final Logger LOG = LoggerFactory.getLogger(Probation.class);
    private static final String WORD = "probation ";

    private final Ground ground;
    private final Path marker;

    Probation(Ground ground) {
        this.ground = ground;
        this.marker = ground.folder().resolve("provisional");
    }

    /** The change was committed just now. */
    void begin(String change) {
        var text = WORD + change;
        try {
            Files.writeString(marker, text + "\n");
        } catch (IOException e) {
            LOG.warn("{} could not be written; failed starts do not bring back what was before {}", marker, change, e);
        }
        watch(text);
    }

    /** At a start: takes back the change that did not last, or goes on waiting. */
    void resume() {
        var change = committed();
        if (change.isEmpty()) {
            return;
        }
        // power cuts and kills say nothing of the change
        if (ground.facts().fallback() && ground.facts().ownEnd().isPresent()) {
            takeBack(change.get());
        } else {
            begin(change.get().record().id());
        }
    }

    /** True while a committed change may still be taken back. */
    boolean runs() {
        return text().startsWith(WORD);
    }

    /** The change that the marker names, if it was committed: also when the process ended before that was marked. */
    private Optional<Settled> committed() {
        var text = text();
        var id = text.startsWith(WORD) ? text.substring(WORD.length()) : text;
        return ground.journal().settled().stream()
                .filter(settled -> settled.record().id().equals(id))
                .filter(settled -> settled.outcome() == Outcome.APPLIED || settled.outcome() == Outcome.PARTLY_APPLIED)
                .findFirst();
    }

    private void takeBack(Settled settled) {
        var before = ground.journal().settled();
        var id = settled.record().id();
        try {
            ground.journal().withdraw(id);
        } catch (IOException e) {
            LOG.warn("{} could not be taken back", id, e);
            return;
        }
        var failures = failures(settled.record().units());
        List<UnitResult> results = settled.record().units().stream()
                .map(unit -> failures.containsKey(unit.unit())
                        ? failures.get(unit.unit()).result(unit.unit(), unit.gapMillis())
                        : unit)
                .toList();
        var left = new Failing.Left(failures, Set.of(), Set.of());
        List<Standing> standing = new ArrayList<>(
                Failing.after(left, Failing.of(before), settled.target().effective(), id));
        Failing.of(before).stream()
                .filter(known -> !failures.containsKey(known.result().unit()))
                .forEach(standing::add);
        new Settlement(ground)
                .settle(settled.target(), Outcome.FAILED, results, standing, () -> Progress.removeMarker(marker));
        endAgain(before.subList(before.indexOf(settled) + 1, before.size()), standing);
    }

    /** What was settled after it stays the newest. */
    private void endAgain(List<Settled> later, List<Standing> standing) {
        for (var settled : later) {
            try {
                ground.journal().end(new Settled(settled.record(), settled.target(), settled.fleetOutcome(), standing));
            } catch (IOException e) {
                LOG.warn("the outcome of {} could not be kept", settled.record().id(), e);
            }
        }
    }

    private Map<UnitId, Failure> failures(List<UnitResult> results) {
        Set<UnitId> applied = results.stream()
                .filter(unit -> unit.outcome() == Outcome.APPLIED)
                .map(UnitResult::unit)
                .collect(Collectors.toSet());
        var ended = "the device process ended again and again within a minute of its start"
                + ground.facts().ownEnd().map(reason -> "; at last: " + reason).orElse("");
        var suspects = ground.domains().suspects(applied);
        Map<UnitId, Failure> failures = new LinkedHashMap<>();
        for (var unit : applied) {
            failures.put(
                    unit,
                    suspects.contains(unit)
                            ? Failure.failed(
                                    "it was applied, but then " + ended,
                                    "mend what it does to the process, and send a new version")
                            : Failure.unconfirmed(
                                    "taken back with " + suspects + ", for " + ended,
                                    "nothing: it is tried again by itself; or send it again"));
        }
        return failures;
    }

    private void watch(String text) {
        Duration length = ground.settings().probation();
        Thread.ofVirtual().name("probation").start(() -> {
            try {
                Thread.sleep(length);
                // another change may have begun in the meantime
                if (text().equals(text)) {
                    Progress.removeMarker(marker);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private String text() {
        try {
            return Files.exists(marker) ? Files.readString(marker).strip() : "";
        } catch (IOException e) {
            LOG.warn("{} cannot be read", marker, e);
            return "";
        }
    }
}
