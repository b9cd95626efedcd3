package io.ripcord.container.chutes;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.Fetcher;
import io.ripcord.api.change.Refusal;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Health;
import io.ripcord.api.domain.Step;
import io.ripcord.api.domain.Unit;
import io.ripcord.container.api.Container;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One chute on its way to what it should be: installed, updated, started or stopped. */
final class ChuteUnit implements Unit {
    private static final Duration STEADY = Duration.ofSeconds(2);

    private final Tools tools;
    private final Wanted wanted;
    private final Observed observed;
    private final boolean sharesImage;
    private final ChuteHealth health;
    private final Cleaning cleaning;
    private final Optional<Switch> change;

    ChuteUnit(Tools tools, Wanted wanted, Observed observed, WantedImages images) {
        this.tools = tools;
        this.wanted = wanted;
        this.observed = observed;
        this.sharesImage = images.count(wanted.chute().image().sha256()) > 1;
        this.health = new ChuteHealth(tools.runtime(), tools.probe(), wanted);
        this.cleaning = new Cleaning(tools, wanted.chute().name(), Optional.of(wanted), images.all());
        this.change = change();
    }

    /** True unless everything is as wanted, and nothing else is there. */
    static boolean differs(Wanted wanted, Observed observed) {
        var container = observed.container(wanted.digest());
        return container.isEmpty()
                || container.get().running() != wanted.chute().running()
                || observed.containers().size() > 1
                || !observed.networks().equals(List.of(wanted.place().network().name()));
    }

    @Override
    public UnitId id() {
        return new UnitId(ChuteController.DOMAIN, wanted.chute().name());
    }

    @Override
    public void prepare(Fetcher fetcher) throws Refusal, InterruptedException {
        try {
            tools.runtime().ping();
            if (isNew()) {
                Values.of(tools.secrets(), wanted.chute()).close();
                fetch(fetcher, wanted.chute().image());
            }
        } catch (IOException e) {
            throw EngineStep.unavailable(e);
        }
    }

    @Override
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        if (isNew()) {
            var chute = wanted.chute();
            var image = chute.image().sha256();
            steps.add(new MakeFolder(tools.folders(), chute.name()));
            steps.add(new LoadImage(tools.runtime(), tools.artifacts(), chute.name(), image, sharesImage));
            steps.add(new MakeNetwork(tools.runtime(), wanted.place().network()));
            steps.add(new MakeContainer(tools.runtime(), tools.secrets(), wanted.container()));
        }
        change.ifPresent(steps::add);
        return steps;
    }

    @Override
    public Health health() {
        return health.look();
    }

    @Override
    public Duration steady() {
        return wanted.chute().running() ? STEADY : Duration.ZERO;
    }

    @Override
    public Duration gap() {
        return change.map(Switch::gap).orElse(Duration.ZERO);
    }

    @Override
    public void commit() {
        cleaning.run();
    }

    private boolean isNew() {
        return observed.container(wanted.digest()).isEmpty();
    }

    private void fetch(Fetcher fetcher, Artifact image) throws IOException, InterruptedException {
        boolean there = tools.artifacts().find(image.sha256()).isPresent()
                || tools.runtime().images().contains(image.sha256());
        if (!there) {
            fetcher.fetch(image);
        }
    }

    private Optional<Switch> change() {
        boolean runs =
                observed.container(wanted.digest()).map(Container::running).orElse(false);
        List<String> stop = new ArrayList<>();
        observed.others(wanted.digest()).stream().filter(Container::running).forEach(other -> stop.add(other.name()));
        Optional<String> start = Optional.empty();
        if (wanted.chute().running() && !runs) {
            start = Optional.of(wanted.container().name());
        } else if (!wanted.chute().running() && runs) {
            stop.add(wanted.container().name());
        }
        if (stop.isEmpty() && start.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Switch(tools.runtime(), tools.nanos(), wanted.chute().name(), stop, start));
    }
}
