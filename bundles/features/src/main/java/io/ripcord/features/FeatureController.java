package io.ripcord.features;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.ArtifactStore;
import io.ripcord.api.domain.Allocations;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.domain.Problem;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.trust.Admission;
import io.ripcord.api.trust.Verifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.resolver.Resolver;

/** The domain {@code features}: {@code {"greeter": {"sha256": ..., "size": ...}}} names the signed metadata of each. */
@Component(service = Controller.class)
public final class FeatureController implements Controller {
    static final String DOMAIN = "features";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final int MAX_FEATURES = 200;

    private final Intake intake;
    private final Drafting drafting;
    private final Workshop workshop;
    private final Report report;
    private final ServiceRegistration<?> hooks;

    @Activate
    public FeatureController(
            BundleContext context,
            @Reference Verifier verifier,
            @Reference Admission admission,
            @Reference ArtifactStore store,
            @Reference ConfigurationAdmin configurationAdmin,
            @Reference ServiceComponentRuntime componentRuntime,
            @Reference Resolver resolver) {
        var guarded = new Guarded();
        var bundles = new Bundles(context, guarded);
        var pool = new BundlePool(context, bundles, admission);
        var configurations = new Configurations(configurationAdmin);
        var rules = new Rules(admission, componentRuntime, configurations);
        var components = new Components(context, componentRuntime, guarded);
        var curtain = new Curtain(context);
        intake = new Intake(verifier, store);
        drafting = new Drafting(bundles, pool, rules, new DryRun(resolver));
        report = new Report(pool, components);
        workshop = new Workshop(
                bundles,
                pool,
                curtain,
                configurations,
                rules,
                guarded,
                components,
                new Checks(context, guarded),
                new FeatureThreads(),
                new ConcurrentHashMap<>());
        pool.removeStrays();
        configurations.removeStrays();
        // The framework calls hooks under its own lock: a plain object, never a component that is made on demand.
        hooks = context.registerService(
                new String[] {ResolverHookFactory.class.getName(), CollisionHook.class.getName()}, curtain, null);
    }

    @Deactivate
    void close() {
        hooks.unregister();
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
    public boolean runsCodeOfOthers() {
        return true;
    }

    @Override
    public JsonObject schema() {
        return Schema.SECTION;
    }

    @Override
    public List<Problem> validate(Section section) {
        List<Problem> problems = new ArrayList<>();
        var wanted = section.wanted().members();
        if (wanted.size() > MAX_FEATURES) {
            problems.add(new Problem("", "there are more than " + MAX_FEATURES + " features", "remove some"));
        }
        wanted.forEach((name, entry) -> {
            try {
                read(name, entry);
            } catch (BadDocument e) {
                problems.add(new Problem(e.path(), e.reason(), e.remedy()));
            }
        });
        return problems;
    }

    private static Artifact read(String name, Json entry) {
        if (!NAME.matcher(name).matches()) {
            throw new BadDocument(name, "it is no name of a feature", "use lower-case letters, digits and dashes");
        }
        var fields = Fields.of(entry, name);
        var artifact = Artifact.from(fields);
        fields.end();
        if (artifact.size() > Intake.MAX_ENVELOPE) {
            throw fields.bad("size", "it is too large for metadata", "use at most " + Intake.MAX_ENVELOPE + " bytes");
        }
        return artifact;
    }

    @Override
    public JsonObject observe() {
        var json = JsonObject.EMPTY;
        for (var installation : new TreeMap<>(workshop.installed()).values()) {
            json = json.with(installation.name(), report.of(installation));
        }
        return json;
    }

    @Override
    public List<Unit> plan(Section section, JsonObject observed, Allocations allocations) {
        Map<String, Artifact> wanted = new TreeMap<>();
        section.wanted().members().forEach((name, entry) -> wanted.put(name, read(name, entry)));
        Set<String> differing = new TreeSet<>(observed.names());
        differing.addAll(wanted.keySet());
        differing.removeIf(name -> isThere(wanted, observed, name));
        var outlook = new Outlook(wanted, workshop.installed(), differing, intake);
        return differing.stream()
                .<Unit>map(name -> new FeatureUnit(name, outlook, drafting, workshop))
                .toList();
    }

    private static boolean isThere(Map<String, Artifact> wanted, JsonObject observed, String name) {
        var artifact = wanted.get(name);
        return artifact != null
                && observed.object(name)
                        .filter(entry -> entry.string("sha256")
                                        .equals(java.util.Optional.of(
                                                artifact.sha256().hex()))
                                && entry.get("running").equals(java.util.Optional.of(Json.of(true))))
                        .isPresent();
    }

    @Override
    public Set<Artifact> artifacts(JsonObject wanted) {
        Set<Artifact> artifacts = new HashSet<>();
        wanted.members().forEach((name, entry) -> {
            var envelope = read(name, entry);
            artifacts.add(envelope);
            intake.atHand(envelope)
                    .ifPresent(feature -> feature.bundles().forEach(item -> artifacts.add(item.artifact())));
        });
        return artifacts;
    }
}
