package io.ripcord.engine;

import static io.ripcord.engine.Rig.outcome;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Allocations;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.domain.Problem;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Step;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A domain whose old version stays beside the new one until the commit, as a stopped container does. */
class LingeringTest {
    @TempDir
    Path folder;

    private final Set<String> versions = new TreeSet<>();
    private Rig rig;

    @BeforeEach
    void open() {
        rig = new Rig(folder);
        rig.controllers.add(new Lingering());
        rig.open();
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void an_old_version_that_waits_for_the_commit_does_not_fail_its_unit() {
        assertEquals(Outcome.APPLIED, outcome(rig.change("{'box': {'it': {'version': '1'}}}")));
        assertEquals(Outcome.APPLIED, outcome(rig.change("{'box': {'it': {'version': '2'}}}")));
        assertEquals(Set.of("2"), versions);
    }

    private final class Lingering implements Controller {
        @Override
        public String domain() {
            return "box";
        }

        @Override
        public int schemaVersion() {
            return 1;
        }

        @Override
        public JsonObject schema() {
            return JsonObject.EMPTY;
        }

        @Override
        public List<Problem> validate(Section section) {
            return List.of();
        }

        @Override
        public JsonObject observe() {
            return JsonObject.EMPTY.with("versions", JsonArray.ofTexts(versions));
        }

        @Override
        public List<Unit> plan(Section section, JsonObject observed, Allocations allocations) {
            return section.wanted()
                    .object("it")
                    .flatMap(entry -> entry.string("version"))
                    .filter(version -> !versions.equals(Set.of(version)))
                    .<List<Unit>>map(version -> List.of(new Box(version)))
                    .orElse(List.of());
        }
    }

    private final class Box implements Unit {
        private final String version;

        Box(String version) {
            this.version = version;
        }

        @Override
        public UnitId id() {
            return new UnitId("box", "it");
        }

        @Override
        public List<Step> steps() {
            return versions.contains(version) ? List.of() : List.of(new Put());
        }

        @Override
        public void commit() {
            versions.retainAll(Set.of(version));
        }

        private final class Put implements Step {
            @Override
            public String what() {
                return "put version " + version;
            }

            @Override
            public void apply() {
                versions.add(version);
            }

            @Override
            public void undo() {
                versions.remove(version);
            }
        }
    }
}
