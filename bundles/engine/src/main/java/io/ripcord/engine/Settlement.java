package io.ripcord.engine;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.Phase;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.change.UnitResult;
import io.ripcord.engine.journal.Interrupted;
import io.ripcord.engine.journal.Settled;
import io.ripcord.engine.journal.Standing;
import io.ripcord.engine.journal.Target;
import io.ripcord.engine.plan.Failure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives an outcome to changes that were never run, or that a restart cut short. */
final class Settlement {
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

    private final Ground ground;

    Settlement(Ground ground) {
        this.ground = ground;
    }

    /** Settles a change that was not run. */
    void settle(Target target, Outcome outcome, List<UnitResult> results) {
        settle(target, outcome, results, Failing.of(ground.journal().settled()), () -> {});
    }

    /** After the first reconciliation: settles the change that the end of the last run cut short. */
    void settleInterrupted() {
        ground.journal().interrupted().ifPresent(this::settle);
        nothingProvisional();
    }

    /** The change that is to go on, unless start after start did not last with it. */
    Optional<Target> toGoOn() {
        return ground.journal()
                .interrupted()
                .filter(change -> !change.resumable().isEmpty()
                        && !ground.facts().fallback()
                        && !ground.safeMode().concerns(change.resumable()))
                .map(Interrupted::target);
    }

    private void settle(Interrupted interrupted) {
        var now = ground.clock().instant();
        var own = failures(interrupted);
        var failures = withTrouble(own);
        List<UnitResult> results = new ArrayList<>();
        failures.forEach((unit, failure) ->
                results.add(failure.result(unit, gapMillis(interrupted.touched().get(unit), now))));
        results.sort(java.util.Comparator.comparing(UnitResult::unit));
        settle(
                interrupted.target(),
                failures.isEmpty() ? Outcome.UNCONFIRMED : Outcomes.worst(failures.values()),
                results,
                Failing.after(
                        left(interrupted, own),
                        Failing.of(ground.journal().settled()),
                        interrupted.target().effective(),
                        interrupted.target().change()),
                this::nothingProvisional);
    }

    /** But for a change that was committed and is on probation. */
    private void nothingProvisional() {
        if (!ground.probation().runs()) {
            Progress.removeMarker(ground.folder().resolve("provisional"));
        }
    }

    private Optional<Failure> ownEnd() {
        return ground.facts()
                .ownEnd()
                .map(reason -> Failure.failed(
                        "the device process ended while this was changed: " + reason,
                        "mend what it does to the process, and send a new version"));
    }

    private static Failing.Left left(Interrupted interrupted, Map<UnitId, Failure> failures) {
        Set<UnitId> untried = new HashSet<>(failures.keySet());
        untried.removeAll(interrupted.touched().keySet());
        untried.removeAll(interrupted.failures().keySet());
        return new Failing.Left(
                failures,
                untried,
                interrupted.inWindow() ? interrupted.touched().keySet() : Set.of());
    }

    private Failure cut(Interrupted interrupted) {
        if (ground.facts().fallback()) {
            return Failure.failed("the device did not come up with it", "mend it and send a new version");
        }
        if (interrupted.target().effective().atomic() && !interrupted.failures().isEmpty()) {
            return Failure.failed(
                    "taken back with " + interrupted.failures().keySet() + ", for the document says atomic",
                    "see to what failed");
        }
        return Failure.unconfirmed(
                interrupted.inWindow()
                        ? "the device restarted before the change was confirmed"
                        : "the device restarted before the change was committed",
                "nothing: it is tried again by itself; or send it again");
    }

    private Map<UnitId, Failure> failures(Interrupted interrupted) {
        var cut = cut(interrupted);
        Map<UnitId, Failure> failures = new LinkedHashMap<>(interrupted.failures());
        var touched = interrupted.touched().keySet();
        var suspects = ground.domains().suspects(touched);
        var ended = ownEnd().orElse(cut);
        touched.forEach(unit -> failures.putIfAbsent(unit, suspects.contains(unit) ? ended : cut));
        untouched(interrupted.target(), cut).forEach(failures::putIfAbsent);
        return failures;
    }

    /** Of units that are not as before either. */
    private Map<UnitId, Failure> withTrouble(Map<UnitId, Failure> own) {
        var troubled = ground.reporter().troubled();
        Map<UnitId, Failure> failures = new LinkedHashMap<>(own);
        failures.replaceAll((unit, failure) -> {
            var trouble = troubled.get(unit);
            return trouble == null
                    ? failure
                    : new Failure(
                            Outcome.STUCK,
                            failure.reason() + "; going back failed too: " + trouble.reason(),
                            trouble.remedy());
        });
        return failures;
    }

    /** What is wanted and was not begun with is no more there than what was taken back. */
    private Map<UnitId, Failure> untouched(Target target, Failure cut) {
        var confirmed = ground.journal().confirmed().document();
        Set<String> names = new HashSet<>(target.effective().domains().keySet());
        names.addAll(confirmed.domains().keySet());
        return Failing.all(names, target.effective(), confirmed, ground.domains()::perEntry, cut);
    }

    private static long gapMillis(@Nullable Instant begun, Instant now) {
        return begun == null ? 0 : Math.max(1, Duration.between(begun, now).toMillis());
    }

    /** @param kept run once it is on disk, before anybody hears of it */
    void settle(Target target, Outcome outcome, List<UnitResult> results, List<Standing> standing, Runnable kept) {
        var now = ground.clock().instant();
        var record = new ChangeRecord(
                target.change(),
                target.fleetGeneration(),
                target.localGeneration(),
                target.author(),
                target.started(),
                Optional.of(now),
                Phase.DONE,
                Optional.of(outcome),
                results,
                results.stream()
                        .limit(200)
                        .map(result -> result.unit() + ": " + result.reason())
                        .toList());
        var fleetOutcome = target.fleetDigest().isPresent()
                ? Optional.of(outcome)
                : ground.changes().lastSettled().flatMap(Settled::fleetOutcome);
        try {
            ground.journal().end(new Settled(record, target, fleetOutcome, standing));
        } catch (IOException e) {
            LOG.warn("the outcome of {} could not be kept", target.change(), e);
        }
        kept.run();
        LOG.info("{} ended: {}", target.change(), outcome);
        ground.changes().put(record);
    }
}
