package io.ripcord.container.chutes;

import io.ripcord.api.artifact.Fetcher;
import io.ripcord.api.change.Refusal;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Step;
import io.ripcord.api.domain.Unit;
import io.ripcord.container.api.Container;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A chute that nobody wants any more: stopped at first, and gone with its data once that is for good. */
final class RemovalUnit implements Unit {
    private final Tools tools;
    private final String chute;
    private final Observed observed;
    private final Cleaning cleaning;

    RemovalUnit(Tools tools, String chute, Observed observed, WantedImages images) {
        this.tools = tools;
        this.chute = chute;
        this.observed = observed;
        this.cleaning = new Cleaning(tools, chute, Optional.empty(), images.all());
    }

    @Override
    public UnitId id() {
        return new UnitId(ChuteController.DOMAIN, chute);
    }

    @Override
    public void prepare(Fetcher fetcher) throws Refusal, InterruptedException {
        try {
            tools.runtime().ping();
        } catch (IOException e) {
            throw EngineStep.refusal(e);
        }
    }

    @Override
    public List<Step> steps() {
        var running = observed.containers().stream()
                .filter(Container::running)
                .map(Container::name)
                .toList();
        return running.isEmpty()
                ? List.of()
                : List.of(new Switch(tools.runtime(), tools.nanos(), chute, running, Optional.empty()));
    }

    @Override
    public void commit() {
        cleaning.run();
    }
}
