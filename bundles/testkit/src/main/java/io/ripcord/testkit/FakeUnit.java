package io.ripcord.testkit;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.Fetcher;
import io.ripcord.api.change.AfterRestart;
import io.ripcord.api.change.Hung;
import io.ripcord.api.change.Refusal;
import io.ripcord.api.change.Unavailable;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Health;
import io.ripcord.api.domain.Name;
import io.ripcord.api.domain.Step;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonBoolean;
import io.ripcord.api.json.JsonNull;
import io.ripcord.api.json.JsonNumber;
import io.ripcord.testkit.FakeWorld.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** One step that puts an entry into the world, or takes it out; misbehaves as the world says. */
final class FakeUnit implements Unit {
    private final FakeWorld world;
    private final UnitId id;
    private final String place;
    private final Json wanted;
    private final Json old;

    FakeUnit(FakeWorld world, UnitId id, String place, Json wanted, Json old) {
        this.world = world;
        this.id = id;
        this.place = place;
        this.wanted = wanted;
        this.old = old;
    }

    @Override
    public UnitId id() {
        return id;
    }

    @Override
    public void prepare(Fetcher fetcher) throws Refusal, InterruptedException {
        if (misbehaves(Fault.REFUSES_IN_PREPARE)) {
            throw new Refusal("it refuses", "want something else");
        }
        var artifact = FakeController.object(wanted).object("artifact");
        if (artifact.isPresent()) {
            try {
                fetcher.fetch(Artifact.from(Fields.of(artifact.get(), "")));
            } catch (IOException e) {
                throw new Unavailable(String.valueOf(e.getMessage()), "bring it", e);
            }
        }
    }

    @Override
    public List<Step> steps() {
        return List.of(new FakeStep());
    }

    @Override
    public Health health() {
        if (misbehaves(Fault.FAILS_HEALTH)) {
            return new Health.Failing("it is ill", "call a doctor");
        }
        boolean asleep = misbehaves(Fault.NEVER_HEALTHY) || misbehaves(Fault.WAITS_FOR_EVER);
        return asleep ? new Health.Waiting("it is asleep") : new Health.Passing();
    }

    @Override
    public Duration patience() {
        return misbehaves(Fault.WAITS_FOR_EVER) ? Duration.ofMinutes(10) : Duration.ofMillis(300);
    }

    @Override
    public Duration gap() {
        return FakeController.object(wanted).get("gapMillis").orElse(JsonNull.NULL) instanceof JsonNumber(var millis)
                ? Duration.ofMillis(millis.longValue())
                : Duration.ZERO;
    }

    @Override
    public boolean risky() {
        return flag("risky");
    }

    @Override
    public void commit() {
        world.note("commit " + place);
    }

    private boolean flag(String name) {
        return FakeController.object(wanted).get(name).orElse(JsonBoolean.FALSE) == JsonBoolean.TRUE;
    }

    private boolean misbehaves(Fault fault) {
        return FakeController.isFaulty(wanted) && world.has(id, fault);
    }

    private final class FakeStep implements Step {
        @Override
        public String what() {
            return (wanted == JsonNull.NULL ? "remove " : "set ") + place;
        }

        @Override
        public Set<Name> provides() {
            return names("provides");
        }

        @Override
        public Set<Name> needs() {
            return names("needs");
        }

        @Override
        public Duration limit() {
            return misbehaves(Fault.SPINS) || misbehaves(Fault.SLEEPS)
                    ? Duration.ofMillis(500)
                    : Duration.ofSeconds(60);
        }

        @Override
        public void apply() throws Refusal, InterruptedException {
            put(wanted);
            if (misbehaves(Fault.FAILS_IN_APPLY) || misbehaves(Fault.CANNOT_BE_UNDONE)) {
                throw new Refusal("it fails", "mend it");
            }
            if (misbehaves(Fault.HANGS_LEAVING)) {
                throw new AfterRestart("the old version hangs", "mend its end");
            }
            if (misbehaves(Fault.HANGS)) {
                throw new Hung("it hangs", "mend it and send a new version");
            }
            if (misbehaves(Fault.SLEEPS)) {
                TimeUnit.MINUTES.sleep(10);
            }
            while (misbehaves(Fault.HOLDS)) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            while (misbehaves(Fault.SPINS)) {
                Thread.interrupted();
                LockSupport.parkNanos(1_000_000);
            }
        }

        @Override
        public void undo() throws Refusal {
            if (misbehaves(Fault.CANNOT_BE_UNDONE)) {
                throw new Refusal("it cannot be undone", "restart the device");
            }
            put(old);
        }

        private void put(Json entry) {
            if (entry == JsonNull.NULL) {
                world.remove(place);
            } else {
                world.set(place, entry);
            }
        }

        private Set<Name> names(String member) {
            return FakeController.texts(wanted, member).stream()
                    .map(text -> text.split(":", 2))
                    .map(parts -> new Name(parts[0], parts[1]))
                    .collect(Collectors.toSet());
        }
    }
}
