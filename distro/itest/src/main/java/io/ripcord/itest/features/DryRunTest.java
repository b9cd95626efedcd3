package io.ripcord.itest.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the dry run refuses, before anything is touched, and the words it has for it. */
public class DryRunTest {
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
    void refuses_a_uses_conflict() throws Exception {
        assertApplied(board.set("left", board.feature("left", "1.0.0", jar("p1").export("x.p;version=1.0"))));
        var right = board.feature(
                "right",
                "1.0.0",
                jar("p2").export("x.p;version=2.0"),
                jar("q").imports("x.p;version=\"[2,3)\"").export("x.q;uses:=\"x.p\""));
        assertApplied(board.set("right", right));
        var both = board.feature("both", "1.0.0", jar("both").imports("x.q,x.p;version=\"[1,2)\""));
        assertRefused(board.set("both", both), "uses conflict", "x.p");
    }

    @Test
    void refuses_a_second_singleton() throws Exception {
        var one = TestJar.bundle("single;singleton:=true", "1.0.0");
        var two = TestJar.bundle("single;singleton:=true", "1.1.0");
        assertApplied(board.set("a", board.feature("a", "1.0.0", one)));
        assertRefused(board.set("b", board.feature("b", "1.0.0", two)), "the singleton single 1.1.0", "single 1.0.0");
    }

    @Test
    void lets_a_singleton_follow_itself() throws Exception {
        assertApplied(board.set("a", board.feature("a", "1.0.0", TestJar.bundle("single;singleton:=true", "1.0.0"))));
        assertApplied(board.set("a", board.feature("a", "1.1.0", TestJar.bundle("single;singleton:=true", "1.1.0"))));
        assertTrue(board.bundle("single", "1.0.0").isEmpty());
        assertEquals(
                org.osgi.framework.Bundle.ACTIVE,
                board.bundle("single", "1.1.0").orElseThrow().getState());
    }

    @Test
    void refuses_a_java_that_is_not_there() throws Exception {
        var capability =
                jar("future").header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"");
        assertRefused(board.set("f", board.feature("f", "1.0.0", capability)), "Java 99", "this device runs Java");
        var header = jar("future").header("Bundle-RequiredExecutionEnvironment", "JavaSE-98");
        assertRefused(board.set("f", board.feature("f", "1.0.0", header)), "Java 98");
    }

    @Test
    void refuses_a_fragment_without_its_host() throws Exception {
        var fragment = jar("piece").header("Fragment-Host", "nobody;bundle-version=\"[1,2)\"");
        assertRefused(
                board.set("f", board.feature("f", "1.0.0", fragment)), "fragment of nobody from 1.0.0 below 2.0.0");
    }

    @Test
    void refuses_a_fragment_of_the_base() throws Exception {
        var host = board.base(jar("base.host"));
        var wiring = host.adapt(org.osgi.framework.wiring.BundleWiring.class);
        var fragment = jar("piece").header("Fragment-Host", "base.host");
        assertRefused(
                board.set("f", board.feature("f", "1.0.0", fragment)), "refresh that reaches the base", "base.host");
        assertTrue(wiring.isCurrent());
    }

    @Test
    void refuses_an_update_whose_refresh_would_reach_the_base() throws Exception {
        var curious = board.base(jar("base.curious").header("DynamicImport-Package", "x.lure"));
        assertApplied(
                board.set("lure", board.feature("lure", "1.0.0", jar("lure").export("x.lure"))));
        org.junit.jupiter.api.Assertions.assertThrows(
                ClassNotFoundException.class, () -> curious.loadClass("x.lure.Nothing"));

        var next =
                board.feature("lure", "2.0.0", TestJar.bundle("lure", "2.0.0").export("x.lure"));
        assertRefused(board.set("lure", next), "refresh that reaches the base", "base.curious");
        assertRefused(board.remove("lure"), "refresh that reaches the base", "base.curious");
        assertEquals(org.osgi.framework.Bundle.ACTIVE, curious.getState());
    }

    @Test
    void refuses_a_bundle_a_package_and_a_pid_of_the_base() throws Exception {
        var bundle = jar("io.ripcord.api");
        assertRefused(board.set("f", board.feature("f", "1.0.0", bundle)), "io.ripcord.api", "bundle of the base");
        var export = jar("own").export("org.osgi.service.cm");
        assertRefused(board.set("f", board.feature("f", "1.0.0", export)), "org.osgi.service.cm", "Import the package");
        var pid = io.ripcord.api.json.JsonText.parseObject("{\"org.apache.felix.http\": {\"port\": 1}}");
        assertRefused(board.set("f", board.feature("f", "1.0.0", pid, jar("own"))), "org.apache.felix.http");
    }

    @Test
    void refuses_what_another_feature_has() throws Exception {
        var settings = io.ripcord.api.json.JsonText.parseObject("{\"example.pid\": {\"a\": 1}}");
        assertApplied(board.set("a", board.feature("a", "1.0.0", settings, jar("one"))));
        assertRefused(
                board.set("b", board.feature("b", "1.0.0", settings, jar("two"))),
                "example.pid",
                "feature a has already");
        assertRefused(
                board.set("b", board.feature("b", "1.0.0", jar("one").header("Other", "content"))),
                "one 1.0.0 is there already");
    }

    @Test
    void refuses_to_take_away_what_another_feature_is_wired_to() throws Exception {
        assertApplied(board.set("lib", board.feature("lib", "1.0.0", jar("lib").export("x.lib"))));
        assertApplied(board.set("app", board.feature("app", "1.0.0", jar("app").imports("x.lib"))));
        assertRefused(board.remove("lib"), "without feature lib", "app 1.0.0 needs the package x.lib");
    }

    private static TestJar jar(String name) {
        return TestJar.bundle(name, "1.0.0");
    }

    private static void assertApplied(MiniEngine.Result result) {
        assertEquals("applied", result.words());
    }

    private static void assertRefused(MiniEngine.Result result, String... words) {
        assertFalse(result.touched());
        for (var word : words) {
            assertTrue(result.words().contains(word), result.words());
        }
    }
}
