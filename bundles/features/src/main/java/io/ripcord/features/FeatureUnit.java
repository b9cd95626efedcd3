package io.ripcord.features;

import io.ripcord.api.artifact.Fetcher;
import io.ripcord.api.change.Refusal;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Health;
import io.ripcord.api.domain.Step;
import io.ripcord.api.domain.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** The change of one feature: it comes, is swapped for another version, is repaired, or goes. */
final class FeatureUnit implements Unit {
    private final String name;
    private final Outlook outlook;
    private final Drafting drafting;
    private final Workshop workshop;
    private final Gap gap = new Gap(System::nanoTime);
    private @Nullable Blueprint blueprint;
    private HealthGate gate;

    FeatureUnit(String name, Outlook outlook, Drafting drafting, Workshop workshop) {
        this.name = name;
        this.outlook = outlook;
        this.drafting = drafting;
        this.workshop = workshop;
        this.gate = new HealthGate(workshop, System::nanoTime, Map.of());
    }

    @Override
    public UnitId id() {
        return new UnitId(FeatureController.DOMAIN, name);
    }

    @Override
    public void prepare(Fetcher fetcher) throws Refusal, InterruptedException {
        workshop.guarded().requireNothingStuck();
        blueprint = drafting.draft(name, outlook, fetcher);
        gate = new HealthGate(workshop, System::nanoTime, workshop.checks().ask(workshop.rules()::isBase));
    }

    @Override
    public List<Step> steps() {
        var drawn = blueprint;
        if (drawn == null) {
            throw new IllegalStateException("feature " + name + " was not prepared");
        }
        List<Step> steps = new ArrayList<>();
        drawn.wanted().ifPresent(candidate -> steps.add(new InstallStep(workshop, drawn, candidate)));
        steps.add(new SwapStep(workshop, drawn, gap));
        return steps;
    }

    @Override
    public Health health() {
        return feature().isPresent() ? gate.look(bundles()) : new Health.Passing();
    }

    @Override
    public Duration steady() {
        return gate.steady(bundles());
    }

    @Override
    public Duration gap() {
        return gap.length();
    }

    @Override
    public void commit() {
        workshop.sweep();
    }

    private Optional<Feature> feature() {
        return blueprint == null ? Optional.empty() : blueprint.newFeature();
    }

    private List<Bundle> bundles() {
        return feature().map(workshop.pool()::bundles).orElse(List.of());
    }
}
