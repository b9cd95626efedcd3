package io.ripcord.itest.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** What is installed, shared, refreshed and put back when features are swapped. */
public class SwapTest {
    @TempDir
    Path folder;

    private Board board;

    @BeforeEach
    void start() {
        board = new Board(folder);
    }

    @AfterEach
    void stop() throws Exception {
        board.close();
    }

    @Test
    void installs_a_shared_bundle_once_and_keeps_it_for_the_last() throws Exception {
        var shared = jar("shared").export("x.shared");
        assertApplied(
                board.set("a", board.feature("a", "1.0.0", shared, jar("one").imports("x.shared"))));
        long id = only("shared", "1.0.0").getBundleId();
        assertApplied(
                board.set("b", board.feature("b", "1.0.0", shared, jar("two").imports("x.shared"))));
        assertApplied(board.remove("a"));
        assertEquals(id, only("shared", "1.0.0").getBundleId());
        assertEquals(Bundle.ACTIVE, only("shared", "1.0.0").getState());
        assertApplied(board.remove("b"));
        assertTrue(board.bundle("shared", "1.0.0").isEmpty());
    }

    @Test
    void refreshes_what_was_wired_to_the_old_version_and_nothing_else() throws Exception {
        assertApplied(board.set("lib", board.feature("lib", "1.0.0", jar("lib").export("x.lib;version=1.0"))));
        assertApplied(board.set("app", board.feature("app", "1.0.0", jar("app").imports("x.lib"))));
        assertApplied(board.set("other", board.feature("other", "1.0.0", jar("other"))));
        var appBefore = wiring("app");
        var otherBefore = wiring("other");

        var next = TestJar.bundle("lib", "1.1.0").export("x.lib;version=1.1");
        assertApplied(board.set("lib", board.feature("lib", "1.1.0", next)));

        assertFalse(appBefore.isInUse(), "the application let the old library go");
        assertEquals("1.1.0", provider("app").getVersion().toString());
        assertEquals(Bundle.ACTIVE, only("app", "1.0.0").getState());
        assertTrue(otherBefore.isCurrent());
    }

    @Test
    void wires_dependents_back_when_the_new_version_fails() throws Exception {
        assertApplied(board.set("lib", board.feature("lib", "1.0.0", jar("lib").export("x.lib;version=1.0"))));
        assertApplied(board.set("app", board.feature("app", "1.0.0", jar("app").imports("x.lib"))));
        long old = only("lib", "1.0.0").getBundleId();

        var next = TestJar.bundle("lib", "1.1.0").export("x.lib;version=1.1").activator(FaultyActivator.class);
        var result = board.set("lib", board.feature("lib", "1.1.0", next));

        assertTrue(result.words().contains("no fuel"), result.words());
        assertFalse(result.gap().isZero());
        assertEquals(old, only("lib", "1.0.0").getBundleId());
        assertEquals(Bundle.ACTIVE, only("lib", "1.0.0").getState());
        assertEquals(Bundle.ACTIVE, only("app", "1.0.0").getState());
        assertEquals("1.0.0", provider("app").getVersion().toString());
        assertTrue(board.bundle("lib", "1.1.0").isEmpty());
    }

    @Test
    void swaps_a_bundle_for_one_of_the_same_name_and_version() throws Exception {
        assertApplied(board.set("a", board.feature("a", "1.0.0", jar("one").header("Build", "1"))));
        assertApplied(board.set("a", board.feature("a", "1.0.0", jar("one").header("Build", "2"))));
        assertEquals("2", only("one", "1.0.0").getHeaders().get("Build"));
        assertEquals(Bundle.ACTIVE, only("one", "1.0.0").getState());
    }

    @Test
    void gives_a_host_its_new_fragment() throws Exception {
        var host = jar("host");
        var first = jar("piece").header("Fragment-Host", "host");
        var second = TestJar.bundle("piece", "2.0.0").header("Fragment-Host", "host");
        assertApplied(board.set("a", board.feature("a", "1.0.0", host, first)));
        assertEquals("1.0.0", piece());
        assertApplied(board.set("a", board.feature("a", "2.0.0", host, second)));
        assertEquals("2.0.0", piece());
        assertEquals(Bundle.ACTIVE, only("host", "1.0.0").getState());
    }

    @Test
    void brings_two_features_that_lean_on_each_other_in_one_change() throws Exception {
        var app = board.feature("app", "1.0.0", jar("app").imports("x.lib"));
        var lib = board.feature("lib", "1.0.0", jar("lib").export("x.lib"));
        var both = io.ripcord.api.json.JsonObject.EMPTY.with("app", app.json()).with("lib", lib.json());
        assertApplied(board.converge(both));
        assertEquals("lib", provider("app").getSymbolicName());
    }

    @Test
    void changes_and_restores_configurations() throws Exception {
        var one = io.ripcord.api.json.JsonText.parseObject("{\"example.pid\": {\"port:Integer\": 1}, \"f~x\": {}}");
        var two = io.ripcord.api.json.JsonText.parseObject("{\"example.pid\": {\"port:Integer\": 2}}");
        assertApplied(board.set("a", board.feature("a", "1.0.0", one, jar("a"))));
        var bad = TestJar.bundle("a", "2.0.0").activator(FaultyActivator.class);
        assertFalse(board.set("a", board.feature("a", "2.0.0", two, bad)).applied());
        assertEquals(1, port());
        assertEquals(1, count("(service.pid=f~x)"));
        assertApplied(board.set("a", board.feature("a", "3.0.0", two, TestJar.bundle("a", "3.0.0"))));
        assertEquals(2, port());
        assertEquals(0, count("(service.pid=f~x)"));
        assertApplied(board.remove("a"));
        assertEquals(0, count("(service.pid=example.pid)"));
    }

    @Test
    void interrupts_a_slow_start_and_goes_back() throws Exception {
        assertApplied(board.set("a", board.feature("a", "1.0.0", jar("a"))));
        var slow = TestJar.bundle("a", "2.0.0").activator(SlowActivator.class);
        var result = board.set("a", board.feature("a", "2.0.0", slow));
        assertFalse(result.hung());
        assertTrue(result.words().contains("SlowActivator.start"), result.words());
        assertEquals(Bundle.ACTIVE, only("a", "1.0.0").getState());
    }

    @Test
    void asks_a_delayed_component_for_its_service_once() throws Exception {
        var good = jar("good").component(GoodService.class, "java.lang.Runnable", "");
        assertApplied(board.set("good", board.feature("good", "1.0.0", good)));
        var faulty = jar("faulty").component(FaultyService.class, "java.lang.Runnable", "");
        var result = board.set("faulty", board.feature("faulty", "1.0.0", faulty));
        assertTrue(result.words().contains("no voice"), result.words());
        assertTrue(board.bundle("faulty", "1.0.0").isEmpty());
    }

    @Test
    void names_the_service_that_a_component_waits_for() throws Exception {
        var waiting = jar("waiting")
                .component(
                        GoodService.class,
                        "java.lang.Runnable",
                        "<reference name='fuel' interface='example.Fuel' target='(grade=95)'/>");
        var result = board.set("waiting", board.feature("waiting", "1.0.0", waiting));
        assertTrue(result.words().contains("waits for the service example.Fuel with (grade=95)"), result.words());
    }

    private int port() throws Exception {
        return (Integer)
                configurations("(service.pid=example.pid)")[0].getProperties().get("port");
    }

    private int count(String filter) throws Exception {
        return configurations(filter).length;
    }

    private org.osgi.service.cm.Configuration[] configurations(String filter) throws Exception {
        var reference = board.context.getServiceReference(org.osgi.service.cm.ConfigurationAdmin.class);
        var found = board.context.getService(reference).listConfigurations(filter);
        return found == null ? new org.osgi.service.cm.Configuration[0] : found;
    }

    private String piece() {
        return wiring("host")
                .getProvidedWires("osgi.wiring.host")
                .get(0)
                .getRequirer()
                .getVersion()
                .toString();
    }

    private Bundle provider(String name) {
        return wiring(name)
                .getRequiredWires("osgi.wiring.package")
                .get(0)
                .getProvider()
                .getBundle();
    }

    private BundleWiring wiring(String name) {
        return only(name, "1.0.0").adapt(BundleWiring.class);
    }

    private Bundle only(String name, String version) {
        return board.bundle(name, version).orElseThrow();
    }

    private static TestJar jar(String name) {
        return TestJar.bundle(name, "1.0.0");
    }

    private static void assertApplied(MiniEngine.Result result) {
        assertEquals("applied", result.words());
    }
}
