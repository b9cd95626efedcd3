package io.ripcord.system;

import io.ripcord.api.artifact.Fetcher;
import io.ripcord.api.change.Refusal;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Health;
import io.ripcord.api.domain.Step;
import io.ripcord.api.domain.Unit;
import io.ripcord.system.time.TimeKeeping;
import java.time.Duration;
import java.util.List;

/** The whole domain's change; another broker could cut the device off. */
record SystemUnit(UnitId id, List<Step> steps, boolean risky, TimeKeeping.Change time) implements Unit {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration STEADY = Duration.ofMillis(300);

    SystemUnit {
        steps = List.copyOf(steps);
    }

    @Override
    public void prepare(Fetcher fetcher) throws Refusal, InterruptedException {
        time.prepare();
    }

    @Override
    public Health health() {
        return time.health();
    }

    @Override
    public Duration patience() {
        return PATIENCE;
    }

    @Override
    public Duration steady() {
        return time.starts() ? STEADY : Duration.ZERO;
    }

    @Override
    public void commit() {
        time.commit();
    }
}
