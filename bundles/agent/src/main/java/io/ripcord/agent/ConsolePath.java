package io.ripcord.agent;

import io.ripcord.api.domain.ControlPath;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The fleet's console as a way to govern the device. A component of its own, as the engine wants it before the agent,
 * which wants the engine, can be there.
 */
@Component(service = {ControlPath.class, ConsolePath.class})
public final class ConsolePath implements ControlPath {
    private final AtomicReference<Optional<Agent>> agent = new AtomicReference<>(Optional.empty());

    @Activate
    public ConsolePath() {}

    void walkedBy(Agent present) {
        agent.set(Optional.of(present));
    }

    void leftBy(Agent gone) {
        agent.updateAndGet(present -> present.filter(other -> other != gone));
    }

    @Override
    public String name() {
        return "console";
    }

    @Override
    public boolean working() {
        return agent.get().map(Agent::working).orElse(false);
    }

    @Override
    public boolean probe(String change) {
        return agent.get().map(present -> present.probe(change)).orElse(false);
    }

    @Override
    public boolean reached(String change) {
        return agent.get().map(present -> present.reached(change)).orElse(false);
    }

    @Override
    public void challenge(String change) {
        agent.get().ifPresent(present -> present.challenge(change));
    }

    @Override
    public boolean answered(String change) {
        return agent.get().map(present -> present.answered(change)).orElse(false);
    }
}
