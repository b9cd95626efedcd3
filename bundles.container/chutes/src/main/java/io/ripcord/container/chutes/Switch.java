package io.ripcord.container.chutes;

import io.ripcord.api.domain.Name;
import io.ripcord.container.api.ContainerRuntime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** Stops containers, then starts another in their place; each part may be empty. */
final class Switch extends EngineStep {
    private final ContainerRuntime runtime;
    private final LongSupplier nanos;
    private final String chute;
    private final List<String> stop;
    private final Optional<String> start;
    private final List<String> stopped = new ArrayList<>();
    private boolean started;
    private long outSince;
    private Duration gap = Duration.ZERO;

    /**
     * @param stop names of containers that run
     * @param start name of a container that does not run
     */
    Switch(ContainerRuntime runtime, LongSupplier nanos, String chute, List<String> stop, Optional<String> start) {
        this.runtime = runtime;
        this.nanos = nanos;
        this.chute = chute;
        this.stop = List.copyOf(stop);
        this.start = start;
    }

    @Override
    public String what() {
        if (start.isEmpty()) {
            return "stop " + chute;
        }
        return (stop.isEmpty() ? "start " : "replace ") + chute;
    }

    /** A container starts only once the firewall confines it. */
    @Override
    public Set<Name> needs() {
        return Set.of(MakeContainer.name(chute), new Name("firewall", chute));
    }

    /** How long nothing ran between what was stopped and what was started. */
    Duration gap() {
        return gap;
    }

    @Override
    void act() throws IOException, InterruptedException {
        outSince = nanos.getAsLong();
        for (var name : stop) {
            stopped.add(name);
            runtime.stop(name);
        }
        if (start.isPresent()) {
            started = true;
            runtime.start(start.get());
            noteGap();
        }
    }

    @Override
    void revert() throws IOException, InterruptedException {
        if (started) {
            runtime.stop(start.orElseThrow());
        }
        for (var name : stopped) {
            runtime.start(name);
            noteGap();
        }
    }

    private void noteGap() {
        if (!stopped.isEmpty()) {
            gap = Duration.ofNanos(nanos.getAsLong() - outSince);
        }
    }
}
