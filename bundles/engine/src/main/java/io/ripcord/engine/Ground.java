package io.ripcord.engine;

import io.ripcord.api.domain.ControlPath;
import io.ripcord.api.host.Facts;
import io.ripcord.api.host.Host;
import io.ripcord.engine.journal.Journal;
import io.ripcord.engine.layers.Layers;
import io.ripcord.engine.plan.Allocator;
import io.ripcord.engine.plan.Domains;
import io.ripcord.engine.run.Cancel;
import io.ripcord.engine.run.Convergence;
import io.ripcord.engine.run.Goal;
import io.ripcord.engine.run.Watcher;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * What changes and reconciliations stand on.
 *
 * @param folder of the engine's files
 * @param settling for which owners of domains may still be on their way
 * @param paths all control paths, as they come and go
 */
record Ground(
        Host host,
        Facts facts,
        Clock clock,
        Settings settings,
        Path folder,
        Journal journal,
        Layers layers,
        ChangeLog changes,
        Domains domains,
        Convergence.Tools tools,
        Reporter reporter,
        Sources sources,
        Retention retention,
        Settling settling,
        List<ControlPath> paths) {

    SafeMode safeMode() {
        return new SafeMode(this);
    }

    Probation probation() {
        return new Probation(this);
    }

    Convergence convergence(Goal goal, Allocator allocations, Watcher watcher, Cancel cancel) {
        return new Convergence(tools, goal, allocations, watcher, cancel);
    }
}
