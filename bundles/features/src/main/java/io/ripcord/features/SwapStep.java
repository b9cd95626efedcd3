package io.ripcord.features;

import io.ripcord.api.change.AfterRestart;
import io.ripcord.api.change.Hung;
import io.ripcord.api.change.Refusal;
import io.ripcord.api.domain.Name;
import io.ripcord.api.domain.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;

/** Puts the new version of a feature in the place of the old: one step, so that nothing else falls into the gap. */
final class SwapStep implements Step {
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final Workshop workshop;
    private final Blueprint blueprint;
    private final Gap gap;
    private final List<Configurations.Saved> saved = new ArrayList<>();
    private List<Bundle> stood = List.of();
    private Optional<Installation> before = Optional.empty();

    SwapStep(Workshop workshop, Blueprint blueprint, Gap gap) {
        this.workshop = workshop;
        this.blueprint = blueprint;
        this.gap = gap;
    }

    @Override
    public String what() {
        var name = blueprint.name();
        var old = blueprint.oldFeature().map(Feature::version);
        var wanted = blueprint.newFeature().map(Feature::version);
        if (wanted.isEmpty()) {
            return "stop feature " + name;
        }
        return old.isEmpty()
                ? "start feature " + name + " " + wanted.get()
                : "swap feature " + name + " " + old.get() + " for " + wanted.get();
    }

    @Override
    public Set<Name> provides() {
        return Set.of(new Name("feature", blueprint.name()));
    }

    @Override
    public Set<Name> needs() {
        return Stream.concat(
                        Stream.of(new Name(InstallStep.BUNDLES, blueprint.name())),
                        blueprint.leansOn().stream().map(other -> new Name("feature", other)))
                .collect(Collectors.toSet());
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(3);
    }

    @Override
    public void apply() throws Refusal, InterruptedException {
        before = Optional.ofNullable(workshop.installed().get(blueprint.name()));
        stood = bundles(blueprint.oldFeature()).stream()
                .filter(Bundles::isRunning)
                .toList();
        if (blueprint.wanted().isPresent() && !blueprint.retiring().isEmpty() && !stood.isEmpty()) {
            gap.begin();
        }
        retire();
        workshop.tellOfLeftThreads(blueprint.retiring(), workshop.threads().of(blueprint.retiring()));
        workshop.curtain().hide(blueprint.retiring());
        workshop.configurations()
                .write(
                        blueprint.name(),
                        configurations(blueprint.oldFeature()),
                        configurations(blueprint.newFeature()),
                        saved);
        workshop.refreshAround(blueprint.retiring(), blueprint.hosts());
        if (blueprint.wanted().isPresent()) {
            workshop.installed().put(blueprint.name(), blueprint.wanted().get().installation());
            workshop.bundles().start(bundles(blueprint.newFeature()));
        } else {
            workshop.installed().remove(blueprint.name());
        }
        gap.end();
    }

    /** An old version that does not let go must not keep the new one out: it is gone after a restart. */
    private void retire() throws Refusal, InterruptedException {
        try {
            workshop.bundles().stop(blueprint.retiring());
        } catch (Hung e) {
            throw new AfterRestart(String.valueOf(e.getMessage()), e.remedy());
        }
    }

    @Override
    public void undo() throws Refusal, InterruptedException {
        workshop.guarded().requireNothingStuck();
        if (!stood.isEmpty()) {
            gap.begin();
        }
        var leaving = onlyNew();
        workshop.bundles().stop(leaving);
        requireNoneSpins(leaving);
        workshop.curtain().hide(leaving);
        workshop.curtain().show(blueprint.retiring());
        workshop.configurations().restore(saved);
        workshop.refreshAround(leaving, blueprint.hosts());
        before.ifPresentOrElse(
                installation -> workshop.installed().put(blueprint.name(), installation),
                () -> workshop.installed().remove(blueprint.name()));
        workshop.bundles().start(stood);
        gap.end();
        workshop.guarded().requireNothingStuck();
    }

    /** A thread that burns the CPU after its bundle was stopped costs the device a restart; one that waits does not. */
    private void requireNoneSpins(List<Bundle> stopped) throws Hung, InterruptedException {
        var before = workshop.threads().of(stopped);
        if (before.isEmpty()) {
            return;
        }
        Thread.sleep(GRACE);
        var left = workshop.threads().of(stopped);
        workshop.tellOfLeftThreads(stopped, left);
        for (var now : left.entrySet()) {
            var worker = now.getValue();
            var first = before.get(now.getKey());
            if (first != null
                    && worker.runnable()
                    && first.runnable()
                    && worker.cpuNanos() - first.cpuNanos() > GRACE.toNanos() / 4) {
                throw new Hung("After the stop, " + worker + " spins on.", Guarded.REMEDY);
            }
        }
    }

    /** New bundles that neither the old version nor another feature has. */
    private List<Bundle> onlyNew() {
        if (blueprint.wanted().isEmpty()) {
            return List.of();
        }
        var installation = blueprint.wanted().get().installation();
        return installation.feature().bundles().stream()
                .map(item -> item.artifact().sha256())
                .filter(digest -> !workshop.pool().heldBeside(digest, installation.holder()))
                .filter(digest ->
                        before.isEmpty() || !before.get().feature().digests().contains(digest))
                .flatMap(digest -> workshop.pool().find(digest).stream())
                .toList();
    }

    private List<Bundle> bundles(Optional<Feature> feature) {
        return feature.map(workshop.pool()::bundles).orElse(List.of());
    }

    private static List<FeatureConfiguration> configurations(Optional<Feature> feature) {
        return feature.map(Feature::configurations).orElse(List.of());
    }
}
