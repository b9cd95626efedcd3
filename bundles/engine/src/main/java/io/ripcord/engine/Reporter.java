package io.ripcord.engine;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.change.UnitResult;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.state.Drift;
import io.ripcord.api.state.ReportedState;
import io.ripcord.engine.journal.Settled;
import io.ripcord.engine.layers.Layers;
import io.ripcord.engine.plan.Domain;
import io.ripcord.engine.plan.Domains;
import io.ripcord.engine.plan.Failure;
import io.ripcord.engine.run.Limited;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the reported state together; safe for use by many threads. */
final class Reporter {
    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);
    private static final int KEPT_DRIFT = 20;
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final ChangeLog changes;
    private final Layers layers;
    private final Domains domains;
    private final Map<String, JsonObject> observed = new ConcurrentHashMap<>();
    private final Map<String, Long> observedAt = new ConcurrentHashMap<>();
    private volatile Map<UnitId, Failure> troubled = Map.of();
    private volatile List<Drift> drift = List.of();
    private volatile long planned = System.nanoTime() - FRESH.toNanos();

    Reporter(ChangeLog changes, Layers layers, Domains domains) {
        this.changes = changes;
        this.layers = layers;
        this.domains = domains;
    }

    void observed(String domain, JsonObject what) {
        observed.put(domain, what);
        observedAt.put(domain, System.nanoTime());
    }

    /** Units that are not as the confirmed document wants them. */
    void troubled(Map<UnitId, Failure> units) {
        troubled = Map.copyOf(units);
    }

    /** A unit was changed by hand. */
    synchronized void drifted(Drift found) {
        List<Drift> all = new ArrayList<>(drift);
        all.add(found);
        drift = List.copyOf(all.subList(Math.max(0, all.size() - KEPT_DRIFT), all.size()));
    }

    Map<UnitId, Failure> troubled() {
        return troubled;
    }

    /** A change is about to be planned: its planner looks at everything, and is not to wait for looks of others. */
    void planned() {
        planned = System.nanoTime();
    }

    /** Observes anew what was last seen more than 2 s ago, waiting at most 2 s; not while a change is being planned. */
    ReportedState fresh() {
        if (System.nanoTime() - planned < FRESH.toNanos()) {
            return reported();
        }
        List<Thread> looks = new ArrayList<>();
        for (var domain : domains.all()) {
            long since = observedAt.getOrDefault(domain.name(), System.nanoTime() - FRESH.toNanos());
            if (System.nanoTime() - since >= FRESH.toNanos()) {
                looks.add(Thread.ofVirtual().start(() -> look(domain)));
            }
        }
        await(looks);
        return reported();
    }

    private static void await(List<Thread> looks) {
        long end = System.nanoTime() + FRESH.toNanos();
        try {
            for (var look : looks) {
                look.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Domain domain) {
        try {
            observed(domain.name(), Limited.call("observing " + domain.name(), FRESH, domain::observe));
        } catch (IOException | RuntimeException e) {
            LOG.debug("{} cannot be observed; what was seen before stays", domain.name(), e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private ReportedState reported() {
        var last = changes.lastSettled();
        observed.keySet().removeIf(domain -> domains.find(domain).isEmpty());
        return new ReportedState(
                last.map(settled -> settled.record().fleetGeneration()).orElse(0L),
                last.flatMap(Settled::fleetOutcome),
                last.map(settled -> settled.record().localGeneration()).orElse(0L),
                changes.running(),
                last.map(settled -> settled.record().id()),
                units(last.map(Settled::record).map(ChangeRecord::units).orElse(List.of())),
                layers.snapshot(domains::perEntry).shadowed(),
                drift,
                observed);
    }

    private List<UnitResult> units(List<UnitResult> lastChange) {
        Map<UnitId, UnitResult> units = new TreeMap<>();
        troubled.forEach((unit, failure) -> units.put(unit, failure.result(unit, 0)));
        lastChange.stream()
                .filter(result -> result.outcome() != Outcome.APPLIED)
                .forEach(result -> units.merge(result.unit(), result, Reporter::both));
        return List.copyOf(units.values());
    }

    /** The new version failed, and the one that is to stand instead is in trouble too. */
    private static UnitResult both(UnitResult trouble, UnitResult result) {
        boolean told = result.reason().contains(trouble.reason());
        return told
                ? result
                : new UnitResult(
                        result.unit(),
                        result.outcome(),
                        Failure.brief(result.reason() + "; the version before: " + trouble.reason()),
                        result.remedy(),
                        result.gapMillis());
    }
}
