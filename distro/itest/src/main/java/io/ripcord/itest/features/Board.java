package io.ripcord.itest.features;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.ArtifactStore;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.trust.Admission;
import io.ripcord.api.trust.Envelope;
import io.ripcord.api.trust.Verifier;
import io.ripcord.testkit.FakeArtifactStore;
import io.ripcord.testkit.FakeSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** A device's framework with the features domain in it; close it to have a clean framework again. */
final class Board {
    final BundleContext context = FrameworkUtil.getBundle(Board.class).getBundleContext();
    final TestAdmission admission = new TestAdmission(context);
    final FakeSigner signer = new FakeSigner();
    final FakeArtifactStore store;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final List<Bundle> strangers = new ArrayList<>();
    private final ServiceReference<Controller> reference;
    final Controller controller;
    private final MiniEngine engine;
    private JsonObject section = JsonObject.EMPTY;

    Board(Path folder) {
        store = new FakeArtifactStore(folder);
        registrations.add(context.registerService(Admission.class, admission, null));
        registrations.add(context.registerService(Verifier.class, signer, null));
        registrations.add(context.registerService(ArtifactStore.class, store, null));
        reference = await(() -> Optional.ofNullable(context.getServiceReference(Controller.class)));
        controller = context.getService(reference);
        engine = new MiniEngine(controller);
    }

    /** The sample's metadata, signed, with its bundles in the store. */
    Artifact sample(String folder) throws IOException {
        var root = Path.of(context.getProperty("samples"), folder);
        var feature = JsonText.parseObject(Files.readAllBytes(root.resolve("feature.json")));
        List<Json> bundles = new ArrayList<>();
        for (var item : ((JsonArray) feature.get("bundles").orElseThrow()).items()) {
            var bundle = (JsonObject) item;
            var id = bundle.string("id").orElseThrow().split(":", -1);
            var jar = root.resolve("target/bundles/" + id[1] + "-" + id[2] + ".jar");
            bundles.add(filled(bundle, store.add(Files.readAllBytes(jar))));
        }
        return signed(feature.with("bundles", new JsonArray(bundles)));
    }

    /** A feature made on the spot. */
    Artifact feature(String name, String version, TestJar... jars) {
        return feature(name, version, JsonObject.EMPTY, jars);
    }

    Artifact feature(String name, String version, JsonObject configurations, TestJar... jars) {
        List<Json> bundles = new ArrayList<>();
        for (var jar : jars) {
            var id = JsonObject.EMPTY.with("id", "example:bundle" + bundles.size() + ":" + version);
            bundles.add(filled(id, store.add(jar.bytes())));
        }
        return signed(JsonObject.EMPTY
                .with("feature-resource-version", "1.0")
                .with("id", "example:" + name + ":" + version)
                .with("bundles", new JsonArray(bundles))
                .with("configurations", configurations));
    }

    Artifact signed(JsonObject feature) {
        var payload = feature.text().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return store.add(signer.sign(Envelope.FEATURE, payload).encode());
    }

    private static JsonObject filled(JsonObject bundle, Artifact artifact) {
        return bundle.with("sha256", artifact.sha256().hex()).with("size", artifact.size());
    }

    /** Converges to the wanted features with this one set; the wish stays only if it was applied. */
    MiniEngine.Result set(String name, Artifact artifact) throws IOException, InterruptedException {
        return converge(section.with(name, artifact.json()));
    }

    MiniEngine.Result remove(String name) throws IOException, InterruptedException {
        return converge(section.without(name));
    }

    MiniEngine.Result converge(JsonObject wanted) throws IOException, InterruptedException {
        var result = engine.converge(wanted);
        if (result.applied()) {
            section = wanted;
        }
        return result;
    }

    JsonObject observed(String name) throws IOException, InterruptedException {
        return controller.observe().object(name).orElseThrow();
    }

    Optional<Bundle> bundle(String symbolicName, String version) {
        return Stream.of(context.getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName())
                        && bundle.getVersion().toString().equals(version))
                .findFirst();
    }

    /** Installs and starts a bundle past the domain, as one of the base. */
    Bundle base(TestJar jar) throws Exception {
        var bundle = context.installBundle("base:" + strangers.size(), new java.io.ByteArrayInputStream(jar.bytes()));
        strangers.add(bundle);
        bundle.start();
        admission.makeBase(bundle);
        return bundle;
    }

    /** All bundles that are not of features, with when they changed last. */
    Map<Long, Long> baseState() {
        return Stream.of(context.getBundles())
                .filter(bundle -> admission.isBase(bundle.getBundleId()))
                .collect(java.util.stream.Collectors.toMap(
                        Bundle::getBundleId, bundle -> bundle.getState() * 31L + bundle.getLastModified()));
    }

    static <T> T await(java.util.function.Supplier<Optional<T>> look) {
        long end = System.nanoTime() + 10_000_000_000L;
        while (System.nanoTime() < end) {
            var found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        }
        throw new AssertionError("it did not come within 10 s");
    }

    void close() throws Exception {
        for (var stranger : strangers) {
            stranger.uninstall();
        }
        engine.converge(JsonObject.EMPTY);
        context.ungetService(reference);
        registrations.forEach(ServiceRegistration::unregister);
    }
}
