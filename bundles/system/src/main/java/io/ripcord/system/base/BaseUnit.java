package io.ripcord.system.base;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.Fetcher;
import io.ripcord.api.change.AfterRestart;
import io.ripcord.api.change.Hung;
import io.ripcord.api.change.Refusal;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Health;
import io.ripcord.api.domain.Step;
import io.ripcord.api.domain.Unit;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The change to another base, in two lives of the process: the old base lays the new one beside itself and asks for a
 * restart onto it; the new one waits until the launcher has seen it run long enough.
 */
final class BaseUnit implements Unit {
    private static final Logger LOG = LoggerFactory.getLogger(BaseUnit.class);

    private final Artifact release;
    private final BaseShelf shelf;
    private final BasePointer pointer;
    private final boolean runs;
    private final Optional<String> lastEnd;
    private String version = "";

    /**
     * @param runs true if the process runs on that base already
     * @param lastEnd what the process before said of its end
     */
    BaseUnit(Artifact release, BaseShelf shelf, BasePointer pointer, boolean runs, Optional<String> lastEnd) {
        this.release = release;
        this.shelf = shelf;
        this.pointer = pointer;
        this.runs = runs;
        this.lastEnd = lastEnd;
    }

    @Override
    public UnitId id() {
        return UnitId.whole(BaseController.DOMAIN);
    }

    @Override
    public void prepare(Fetcher fetcher) throws Refusal, InterruptedException {
        if (runs) {
            return;
        }
        try {
            if (!hasFailed()) {
                version = shelf.stage(release, fetcher).version();
            }
        } catch (IOException e) {
            throw new Refusal("Which base failed cannot be read: " + e.getMessage(), "Check the device's disk.", e);
        }
    }

    @Override
    public List<Step> steps() {
        return List.of(new Change());
    }

    @Override
    public Health health() {
        try {
            return pointer.trial().isEmpty()
                    ? new Health.Passing()
                    : new Health.Waiting("the new base has not run long enough yet");
        } catch (IOException e) {
            return new Health.Waiting("which base is tried cannot be read: " + e.getMessage());
        }
    }

    /** Longer than a start takes to count as a good one. */
    @Override
    public Duration patience() {
        return Duration.ofMinutes(5);
    }

    @Override
    public void commit() {
        try {
            Set<String> kept = new HashSet<>();
            pointer.runs().ifPresent(kept::add);
            pointer.trial().ifPresent(kept::add);
            shelf.keep(kept);
        } catch (IOException e) {
            LOG.warn("old bases could not be removed; the next change of the base tries it again", e);
        }
    }

    /** It was tried before: not to be told as something that was never touched. */
    private boolean hasFailed() throws IOException {
        return pointer.failed().equals(Optional.of(name()));
    }

    private String name() {
        return release.sha256().hex();
    }

    private final class Change implements Step {
        @Override
        public String what() {
            return runs
                    ? "prove the new base"
                    : "restart onto the base " + release.sha256().brief();
        }

        @Override
        public void apply() throws Refusal {
            if (runs) {
                return;
            }
            try {
                if (hasFailed()) {
                    throw new Refusal(
                            "The base " + release.sha256().brief() + " was started three times and did not last"
                                    + lastEnd.map(reason -> "; at last: " + reason)
                                            .orElse("") + ".",
                            "Look into the device's log for why, and send another release.");
                }
                pointer.tryOut(name());
            } catch (IOException e) {
                throw new Refusal(
                        "The new base cannot be chosen: " + e.getMessage(), "Make room on the disk and try again.", e);
            }
            throw new AfterRestart(
                    "The base " + version + " is ready beside the old one and is tried now.",
                    "Wait for the restart; the old base comes back by itself if the new one does not last.");
        }

        @Override
        public void undo() throws Refusal {
            try {
                pointer.giveUp();
            } catch (IOException e) {
                throw new Refusal(
                        "The trial of the new base cannot be ended: " + e.getMessage(), "Make room on the disk.", e);
            }
            if (runs) {
                throw new Hung(
                        "The new base is to give way to the old one.", "Wait for the restart onto the old base.");
            }
        }
    }
}
