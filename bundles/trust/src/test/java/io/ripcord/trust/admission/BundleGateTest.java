package io.ripcord.trust.admission;

import static io.ripcord.trust.admission.TestFramework.in;
import static io.ripcord.trust.admission.TestFramework.jar;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.trust.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/** In a real framework: what is neither base nor admitted never becomes RESOLVED, whoever installs or updates it. */
class BundleGateTest {
    @TempDir
    Path folder;

    private TestFramework framework;
    private BundleContext context;
    private BundleGate gate;

    @BeforeEach
    void start() throws BundleException, IOException {
        framework = new TestFramework(folder.resolve("framework"), "base.a", "base.b");
        context = framework.context();
        gate = new BundleGate(context);
        context.registerService(ResolverHookFactory.class, gate, null);
    }

    @AfterEach
    void stop() throws BundleException, InterruptedException {
        framework.end();
        System.clearProperty(IntruderActivator.TRACE);
    }

    private Bundle admitted(String location, byte[] jar) throws BundleException {
        gate.admit(location, Digest.of(jar));
        var bundle = context.installBundle(location, in(jar));
        bundle.start();
        return bundle;
    }

    private void assertRefused(Bundle bundle) {
        assertFalse(framework.resolve(bundle));
        assertThrows(BundleException.class, bundle::start);
        assertEquals(Bundle.INSTALLED, bundle.getState());
        assertNull(System.getProperty(IntruderActivator.TRACE));
    }

    private static byte[] intruder(String version) throws IOException {
        return jar(
                "intruder",
                version,
                Map.of("Bundle-Activator", IntruderActivator.class.getName(), "Import-Package", "org.osgi.framework"),
                IntruderActivator.class);
    }

    @Test
    void an_unsigned_bundle_never_resolves() throws BundleException, IOException {
        var bundle = context.installBundle("upload:x", in(intruder("1.0.0")));
        assertRefused(bundle);
        bundle.update(in(intruder("2.0.0")));
        assertRefused(bundle);
    }

    @Test
    void an_unsigned_bundle_by_reference_never_resolves() throws BundleException, IOException {
        var file = Files.write(folder.resolve("x.jar"), intruder("1.0.0"));
        for (var location :
                new String[] {"reference:" + file.toUri(), file.toUri().toString()}) {
            var bundle = context.installBundle(location);
            assertRefused(bundle);
            bundle.uninstall();
        }
    }

    @Test
    void an_admitted_bundle_starts() throws BundleException, IOException {
        var bundle = admitted("artifact:1", intruder("1.0.0"));
        assertEquals(Bundle.ACTIVE, bundle.getState());
        assertEquals("ran", System.getProperty(IntruderActivator.TRACE));
        assertFalse(gate.isBase(bundle.getBundleId()));
    }

    @Test
    void the_content_counts_not_the_location() throws BundleException, IOException {
        gate.admit("artifact:1", Digest.of(jar("good", "1.0.0", Map.of())));
        assertRefused(context.installBundle("artifact:1", in(intruder("1.0.0"))));
    }

    @Test
    void an_admission_does_not_hold_for_another_content_later() throws Exception {
        var bundle = admitted("artifact:1", jar("good", "1.0.0", Map.of()));
        assertThrows(BundleException.class, () -> bundle.update(in(intruder("2.0.0"))));
        assertRefused(bundle);
        framework.refresh(bundle);
        assertRefused(bundle);
    }

    @Test
    void an_update_to_admitted_content_and_back_starts() throws Exception {
        var old = jar("good", "1.0.0", Map.of());
        var bundle = admitted("artifact:1", old);
        for (var jar : new byte[][] {jar("good", "2.0.0", Map.of()), old}) {
            gate.admit("artifact:1", Digest.of(jar));
            bundle.update(in(jar));
            framework.refresh(bundle);
            assertEquals(Bundle.ACTIVE, bundle.getState());
        }
    }

    @Test
    void a_withdrawn_bundle_does_not_resolve_again() throws Exception {
        var bundle = admitted("artifact:1", jar("good", "1.0.0", Map.of()));
        gate.withdraw("artifact:1");
        framework.refresh(bundle);
        assertRefused(bundle);
    }

    @Test
    void an_updated_base_bundle_is_not_of_the_base() throws Exception {
        var base = context.getBundle(1);
        assertTrue(gate.isBase(1));
        assertThrows(BundleException.class, () -> base.update(in(intruder("2.0.0"))));
        assertFalse(gate.isBase(1));
        assertRefused(base);
        framework.refresh(base);
        assertRefused(base);
    }

    @Test
    void a_refreshed_base_bundle_stays_of_the_base() throws Exception {
        var base = context.getBundle(1);
        framework.refresh(base);
        assertEquals(Bundle.ACTIVE, base.getState());
        assertTrue(gate.isBase(1));
    }

    @Test
    void a_bundle_installed_later_is_not_of_the_base() throws Exception {
        context.getBundle(2).uninstall();
        var bundle = context.installBundle("base:base.b", in(intruder("1.0.0")));
        assertFalse(gate.isBase(bundle.getBundleId()));
        assertFalse(gate.isBase(2));
        assertRefused(bundle);
    }

    @Test
    void an_unsigned_fragment_does_not_attach_to_the_base() throws Exception {
        var fragment = context.installBundle(
                "upload:f", in(jar("fragment", "1.0.0", Map.of("Fragment-Host", "base.a"), IntruderActivator.class)));
        framework.refresh(context.getBundle(1));
        framework.resolve(fragment);
        assertEquals(Bundle.INSTALLED, fragment.getState());
        var wiring = context.getBundle(1).adapt(BundleWiring.class);
        assertNotNull(wiring);
        assertEquals(0, wiring.getProvidedWires(BundleRevision.HOST_NAMESPACE).size());
    }

    @Test
    void an_unsigned_extension_of_the_framework_does_not_run() throws Exception {
        var headers = Map.of(
                "Fragment-Host",
                "system.bundle;extension:=framework",
                "ExtensionBundle-Activator",
                IntruderActivator.class.getName());
        var jar = jar("extension", "1.0.0", headers, IntruderActivator.class);
        assertThrows(BundleException.class, () -> context.installBundle("upload:e", in(jar)));
        assertNull(System.getProperty(IntruderActivator.TRACE));
    }

    @Test
    void an_unsigned_singleton_does_not_keep_an_admitted_one_out() throws Exception {
        context.installBundle("upload:s", in(jar("good;singleton:=true", "9.0.0", Map.of())));
        var bundle = admitted("artifact:1", jar("good;singleton:=true", "1.0.0", Map.of()));
        assertEquals(Bundle.ACTIVE, bundle.getState());
    }

    @Test
    void an_admitted_bundle_does_not_take_a_package_from_an_unsigned_one() throws Exception {
        var exporter = context.installBundle(
                "upload:p", in(jar("exporter", "1.0.0", Map.of("Export-Package", "org.example.p"))));
        var jar = jar("importer", "1.0.0", Map.of("Import-Package", "org.example.p"));
        gate.admit("artifact:1", Digest.of(jar));
        var importer = context.installBundle("artifact:1", in(jar));
        assertThrows(BundleException.class, importer::start);
        assertEquals(Bundle.INSTALLED, exporter.getState());
    }

    @Test
    void a_device_without_its_door_ends() throws Exception {
        gate.close();
        assertTrue(framework.hasEnded());
    }
}
