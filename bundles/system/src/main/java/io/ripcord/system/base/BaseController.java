package io.ripcord.system.base;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.ArtifactStore;
import io.ripcord.api.artifact.BaseManifest;
import io.ripcord.api.domain.Allocations;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.domain.Problem;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.host.Facts;
import io.ripcord.api.host.Host;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.trust.Verifier;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Owns the domain {@code base}: {@code {"release": {"sha256": ..., "size": ...}}} names the signed manifest of the base that
 * is to run. Without it the one that runs is right.
 */
@Component(service = Controller.class)
public final class BaseController implements Controller {
    static final String DOMAIN = "base";
    private static final JsonObject SCHEMA = JsonText.parseObject("""
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "The base that is to run, named by its signed manifest",
              "type": "object",
              "properties": {
                "release": {
                  "type": "object",
                  "properties": {
                    "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                    "size": {"type": "integer", "minimum": 0, "maximum": 4194304}
                  },
                  "required": ["sha256", "size"],
                  "additionalProperties": false
                }
              },
              "additionalProperties": false
            }""");
    private static final long MAX_MANIFEST = 4L << 20;

    private final BaseShelf shelf;
    private final BasePointer pointer;
    private final ArtifactStore store;
    private final Facts facts;

    @Activate
    public BaseController(
            @Reference Facts facts,
            @Reference Host host,
            @Reference Verifier verifier,
            @Reference ArtifactStore store) {
        var folder = facts.state().resolve("base");
        this.shelf = new BaseShelf(folder, facts.home(), verifier);
        this.pointer = new BasePointer(host, folder.resolve("pointer"));
        this.store = store;
        this.facts = facts;
    }

    @Override
    public String domain() {
        return DOMAIN;
    }

    @Override
    public int schemaVersion() {
        return 1;
    }

    @Override
    public JsonObject schema() {
        return SCHEMA;
    }

    @Override
    public boolean unitPerEntry() {
        return false;
    }

    @Override
    public List<Problem> validate(Section section) {
        try {
            wanted(section.wanted());
            return List.of();
        } catch (BadDocument e) {
            return List.of(new Problem(e.path(), e.reason(), e.remedy()));
        }
    }

    private static Optional<Artifact> wanted(JsonObject section) {
        var fields = Fields.of(section, "");
        var release = fields.optionalObject("release").map(BaseController::release);
        fields.end();
        return release;
    }

    private static Artifact release(Fields fields) {
        var artifact = Artifact.from(fields);
        fields.end();
        if (artifact.size() > MAX_MANIFEST) {
            throw fields.bad("size", "it is too large for a manifest", "use at most " + MAX_MANIFEST + " bytes");
        }
        return artifact;
    }

    @Override
    public JsonObject observe() throws IOException {
        var json = JsonObject.EMPTY;
        var running = shelf.running();
        if (running.isPresent()) {
            json = json.with("release", running.get().json());
        }
        var manifest = shelf.runningManifest();
        if (manifest.isPresent()) {
            json = json.with("version", manifest.get().version())
                    .with("number", manifest.get().release());
        }
        json = json.with(
                "cameWithTheDevice", pointer.runs().isEmpty() && pointer.trial().isEmpty());
        var trial = pointer.trial();
        if (trial.isPresent()) {
            json = json.with("trial", trial.get());
        }
        var failed = pointer.failed();
        return failed.isPresent() ? json.with("failed", failed.get()) : json;
    }

    @Override
    public List<Unit> plan(Section section, JsonObject observed, Allocations allocations) {
        return wanted(section.wanted())
                .filter(release -> !isThere(release, observed))
                .<List<Unit>>map(release ->
                        List.of(new BaseUnit(release, shelf, pointer, runs(release, observed), facts.ownEnd())))
                .orElse(List.of());
    }

    private static boolean isThere(Artifact release, JsonObject observed) {
        return runs(release, observed) && observed.get("trial").isEmpty();
    }

    private static boolean runs(Artifact release, JsonObject observed) {
        return observed.object("release")
                .flatMap(running -> running.string("sha256"))
                .equals(Optional.of(release.sha256().hex()));
    }

    @Override
    public Set<Artifact> artifacts(JsonObject wanted) {
        Set<Artifact> artifacts = new HashSet<>();
        wanted(wanted).ifPresent(release -> {
            artifacts.add(release);
            store.find(release.sha256()).flatMap(BaseShelf::read).map(BaseManifest::files).stream()
                    .flatMap(List::stream)
                    .map(BaseManifest.Item::artifact)
                    .forEach(artifacts::add);
        });
        return artifacts;
    }
}
