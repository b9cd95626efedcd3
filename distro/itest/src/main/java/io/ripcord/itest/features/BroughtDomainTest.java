package io.ripcord.itest.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.ArtifactStore;
import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.host.Facts;
import io.ripcord.api.host.Host;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonNull;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.state.LocalEdit;
import io.ripcord.api.state.States;
import io.ripcord.api.trust.Admission;
import io.ripcord.api.trust.DeviceIdentity;
import io.ripcord.api.trust.Envelope;
import io.ripcord.api.trust.SecretStore;
import io.ripcord.api.trust.Verifier;
import io.ripcord.testkit.FakeArtifactStore;
import io.ripcord.testkit.FakeClock;
import io.ripcord.testkit.FakeFacts;
import io.ripcord.testkit.FakeHost;
import io.ripcord.testkit.FakeIdentity;
import io.ripcord.testkit.FakeSecrets;
import io.ripcord.testkit.FakeSigner;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** The real engine with a domain whose owner comes in a feature and is replaced while a change runs. */
class BroughtDomainTest {
    @TempDir
    Path folder;

    private final BundleContext context =
            FrameworkUtil.getBundle(BroughtDomainTest.class).getBundleContext();
    private final FakeSigner signer = new FakeSigner();
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private FakeArtifactStore store;
    private ServiceReference<States> reference;
    private States engine;

    @BeforeEach
    void start() {
        store = new FakeArtifactStore(folder.resolve("artifacts"));
        register(Admission.class, new TestAdmission(context));
        register(Verifier.class, signer);
        register(ArtifactStore.class, store);
        register(Host.class, new FakeHost());
        register(Facts.class, new FakeFacts(folder));
        register(DeviceIdentity.class, new FakeIdentity(new FakeClock()));
        register(SecretStore.class, new FakeSecrets());
        reference = Board.await(() -> Optional.ofNullable(context.getServiceReference(States.class)));
        engine = context.getService(reference);
    }

    private <T> void register(Class<T> type, T service) {
        registrations.add(context.registerService(type, service, null));
    }

    @AfterEach
    void stop() throws Exception {
        edit(JsonObject.EMPTY.with("note", JsonNull.NULL).with("features", JsonNull.NULL));
        context.ungetService(reference);
        registrations.reversed().forEach(ServiceRegistration::unregister);
    }

    @Test
    void an_owner_that_is_updated_while_a_change_runs_leaves_the_engine_the_same_instance() throws Exception {
        var first = edit(wanted("1.0.0", "hello"));
        assertEquals(Optional.of(Outcome.APPLIED), first.outcome(), first.json()::text);
        assertEquals(note("hello"), engine.reported().domains().get("note"));
        var old = owner();
        var second = edit(wanted("2.0.0", "hello again"));
        assertEquals(Optional.of(Outcome.APPLIED), second.outcome(), second.json()::text);
        assertEquals("2.0.0", owner().getBundle().getVersion().toString());
        assertNotEquals(old, owner());
        assertEquals(note("hello again"), engine.reported().domains().get("note"));
        assertEquals(reference, context.getServiceReference(States.class));
        assertSame(engine, context.getService(reference));
        assertEquals(
                List.of(second.id(), first.id()),
                engine.changes().stream().map(ChangeRecord::id).toList());
    }

    @Test
    void a_brought_domain_judges_its_section_in_the_change_that_brings_it() throws Exception {
        var change = edit(wanted("1.0.0", "forbidden"));
        assertEquals(Optional.of(Outcome.PARTLY_APPLIED), change.outcome(), change.json()::text);
        var refused = change.units().stream()
                .filter(unit -> unit.outcome() == Outcome.REFUSED)
                .toList();
        assertEquals(1, refused.size(), change.json()::text);
        assertEquals("note", refused.getFirst().unit().toString());
        assertEquals("1.0.0", owner().getBundle().getVersion().toString());
    }

    private ServiceReference<Controller> owner() throws InvalidSyntaxException {
        return context.getServiceReferences(Controller.class, null).stream()
                .filter(other -> other.getBundle().getSymbolicName().equals("example.note"))
                .findAny()
                .orElseThrow();
    }

    private JsonObject wanted(String version, String text) {
        return JsonObject.EMPTY
                .with(
                        "features",
                        JsonObject.EMPTY.with("notes", feature(version).json()))
                .with("note", note(text));
    }

    private static JsonObject note(String text) {
        return JsonObject.EMPTY.with("text", text);
    }

    private Artifact feature(String version) {
        var jar = TestJar.bundle("example.note", version)
                .component(NoteController.class, Controller.class.getName(), "")
                .imports(Stream.of("change", "domain", "json")
                        .map(name -> "io.ripcord.api." + name)
                        .reduce((one, other) -> one + "," + other)
                        .orElseThrow());
        var bundle = store.add(jar.bytes());
        var feature = JsonObject.EMPTY
                .with("feature-resource-version", "1.0")
                .with("id", "example:notes:" + version)
                .with(
                        "bundles",
                        JsonArray.of(JsonObject.EMPTY
                                .with("id", "example:note:" + version)
                                .with("sha256", bundle.sha256().hex())
                                .with("size", bundle.size())));
        var payload = feature.text().getBytes(StandardCharsets.UTF_8);
        return store.add(signer.sign(Envelope.FEATURE, payload).encode());
    }

    private ChangeRecord edit(JsonObject patch) throws Exception {
        var receipt = engine.editLocal(new LocalEdit(engine.snapshot().localGeneration(), patch, "anna"));
        long end = System.nanoTime() + 60_000_000_000L;
        while (System.nanoTime() < end) {
            var change = engine.change(receipt.change()).orElseThrow();
            if (change.outcome().isPresent()) {
                return change;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the change does not end: " + receipt.change());
    }
}
