package io.ripcord.features;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.domain.Health;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.Bundle;

/** Tells whether a feature that was just started is well. Looked at by one thread. */
final class HealthGate {
    private static final Duration STEADY = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String LOOK = "Look into the device's log, mend the feature and install it again.";

    private final Workshop workshop;
    private final LongSupplier nanos;
    private final Map<Long, Checks.Verdict> baseline;
    private final Set<Long> obtained = new HashSet<>();
    private Health lastChecked = new Health.Waiting("its health checks were not asked yet");
    private long checkedAt;
    private long badSince;
    private final Diligence diligence;
    private boolean bad;
    private boolean asked;

    /** @param baseline what the base's checks said before the change */
    HealthGate(Workshop workshop, LongSupplier nanos, Map<Long, Checks.Verdict> baseline) {
        this.workshop = workshop;
        this.nanos = nanos;
        this.diligence = new Diligence(nanos);
        this.baseline = Map.copyOf(baseline);
    }

    Health look(List<Bundle> bundles) {
        try {
            return notRunning(bundles).or(() -> notActive(bundles)).orElseGet(() -> checked(bundles));
        } catch (IllegalStateException e) {
            return new Health.Waiting("it changes while it is looked at: " + e.getMessage());
        }
    }

    /** How long it must be well: 5 s if it has health checks of its own. */
    Duration steady(List<Bundle> bundles) {
        return workshop.checks().any(bundles::contains) ? STEADY : Duration.ZERO;
    }

    private static Optional<Health> notRunning(List<Bundle> bundles) {
        return bundles.stream()
                .filter(bundle -> !Bundles.isFragment(bundle) && !Bundles.isRunning(bundle))
                .findFirst()
                .map(bundle -> new Health.Failing("Bundle " + Bundles.name(bundle) + " does not run.", LOOK));
    }

    private Optional<Health> notActive(List<Bundle> bundles) {
        for (var component : workshop.components().of(bundles)) {
            var health = of(component);
            if (health.isPresent()) {
                return health;
            }
        }
        return Optional.empty();
    }

    private Optional<Health> of(Components.Component component) {
        return switch (component.state()) {
            case ACTIVE -> Optional.empty();
            case FAILED ->
                Optional.of(new Health.Failing(
                        component + " " + component.reason() + ".",
                        "Mend what its constructor or activation does and install the feature again."));
            case UNCONFIGURED, UNSATISFIED -> Optional.of(new Health.Waiting(component + " " + component.reason()));
            case SATISFIED ->
                component.delayed()
                        ? obtained(component)
                        : Optional.of(new Health.Waiting(component + " is not active yet"));
        };
    }

    private Optional<Health> obtained(Components.Component component) {
        if (obtained.contains(component.id())) {
            return Optional.empty();
        }
        try {
            workshop.components().obtain(component);
            obtained.add(component.id());
            return Optional.empty();
        } catch (Refusal e) {
            return Optional.of(new Health.Failing(String.valueOf(e.getMessage()), e.remedy()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.of(new Health.Waiting("the look was interrupted"));
        }
    }

    /** What the checks say, asked every half second at most. */
    private Health checked(List<Bundle> bundles) {
        if (asked && nanos.getAsLong() - checkedAt < PAUSE.toNanos()) {
            return lastChecked;
        }
        try {
            lastChecked = ask(bundles);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        asked = true;
        checkedAt = nanos.getAsLong();
        return lastChecked;
    }

    private Health ask(List<Bundle> bundles) throws InterruptedException {
        for (var verdict : workshop.checks().ask(bundles::contains).values()) {
            if (!verdict.ok()) {
                return notOk(verdict);
            }
        }
        bad = false;
        var workers = workshop.threads().of(bundles);
        var idle = diligence.look(workers, workshop.threads().deadlocked(workers));
        if (idle.isPresent()) {
            return idle.get();
        }
        for (var now : workshop.checks().ask(workshop.rules()::isBase).entrySet()) {
            var before = baseline.get(now.getKey());
            if (before != null && now.getValue().status().compareTo(before.status()) > 0) {
                return new Health.Waiting(
                        now.getValue() + " (of the base; before the change it said " + before.status() + ")");
            }
        }
        return new Health.Passing();
    }

    /** What says so for 5 s is not starting up any more. */
    private Health notOk(Checks.Verdict verdict) {
        boolean grave = verdict.status().compareTo(Result.Status.TEMPORARILY_UNAVAILABLE) > 0;
        if (grave && !bad) {
            badSince = nanos.getAsLong();
        }
        bad = grave;
        return grave && nanos.getAsLong() - badSince >= STEADY.toNanos()
                ? new Health.Failing(verdict + ".", LOOK)
                : new Health.Waiting(verdict.toString());
    }
}
