package io.ripcord.engine.plan;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.domain.Allocations;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.domain.Derived;
import io.ripcord.api.domain.Problem;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.json.JsonObject;
import io.ripcord.engine.run.Limited;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** A controller as the engine calls it: by one thread at a time, and never waiting for ever. */
public final class Domain {
    private final Controller controller;
    private final Duration limit;
    private final ReentrantLock lock = new ReentrantLock();

    Domain(Controller controller, Duration limit) {
        this.controller = controller;
        this.limit = limit;
    }

    public String name() {
        return controller.domain();
    }

    public boolean perEntry() {
        return controller.unitPerEntry();
    }

    boolean runsCodeOfOthers() {
        return controller.runsCodeOfOthers();
    }

    public JsonObject schema() {
        return alone(controller::schema);
    }

    public List<Problem> validate(Section section) {
        return alone(() -> controller.validate(section));
    }

    public List<Derived> expand(JsonObject wanted, Allocations allocations) {
        return alone(() -> controller.expand(wanted, allocations));
    }

    public List<Unit> plan(Section section, JsonObject observed, Allocations allocations) {
        return alone(() -> controller.plan(section, observed, allocations));
    }

    public Set<Artifact> artifacts(JsonObject wanted) {
        return alone(() -> controller.artifacts(wanted));
    }

    /** @throws IOException if the domain cannot see, or does not answer in time */
    public JsonObject observe() throws IOException, InterruptedException {
        return Limited.call("observing " + name(), limit, () -> {
            enter();
            try {
                return controller.observe();
            } finally {
                lock.unlock();
            }
        });
    }

    private <T> T alone(Supplier<T> call) {
        try {
            enter();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the domain " + name() + " was busy", e);
        }
        try {
            return call.get();
        } finally {
            lock.unlock();
        }
    }

    private void enter() throws InterruptedException {
        if (!lock.tryLock(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the domain " + name() + " has been busy for " + limit.toSeconds() + " s");
        }
    }

    boolean is(Controller other) {
        return controller.equals(other);
    }
}
