package io.ripcord.launcher.assembly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderAssemblyTest {
    @TempDir
    private Path root;

    private Path folder;

    @BeforeEach
    void writeRun() throws IOException {
        folder = root.resolve("device");
        Files.createDirectories(root.resolve("cnf"));
        Files.createDirectories(root.resolve("run"));
        Files.createDirectories(root.resolve("jars"));
        Files.createDirectories(root.resolve("files/etc"));
        Files.writeString(root.resolve("files/etc/logback.xml"), "<configuration/>");
        Files.writeString(root.resolve("cnf/runtime.bnd"), """
                -runfw: the.framework
                -runpath: \\
                \tthe.log,\\
                \tthe.launcher
                """);
        Files.writeString(root.resolve("run/device.bndrun"), """
                -include: ${.}/../cnf/runtime.bnd
                -runbundles: \\
                \ta.late;version='[1.0.0,1.0.1)';startlevel=10,\\
                \tb.early;version='[2.1.0,2.1.1)';startlevel=1
                """);
        jar("the.framework", "7.0.5");
        jar("the.log", "2");
        jar("the.launcher", "0.1.0");
        jar("a.late;singleton:=true", "1.0.0.SNAPSHOT");
        jar("b.early", "2.1.0");
        jar("c.unused", "1.0.0");
    }

    @Test
    void takes_the_jars_of_the_run_and_lists_them_by_start_level() throws IOException {
        assemble();
        assertEquals(
                List.of("1 b.early-2.1.0.jar", "10 a.late-1.0.0.SNAPSHOT.jar"),
                Files.readAllLines(folder.resolve("bundles.list")));
        assertEquals(List.of("a.late-1.0.0.SNAPSHOT.jar", "b.early-2.1.0.jar"), names("bundles"));
        assertEquals(List.of("the.framework-7.0.5.jar", "the.launcher-0.1.0.jar", "the.log-2.0.0.jar"), names("lib"));
        assertEquals("<configuration/>", Files.readString(folder.resolve("etc/logback.xml")));
        assertEquals(List.of("c.unused.jar", "deep"), names("more"));
        assertEquals(List.of("runtime.bnd"), names("more/deep"));
        assertTrue(Files.isExecutable(folder.resolve("bin/ripcord-device")));
    }

    @Test
    void leaves_nothing_of_the_assembly_before() throws IOException {
        Files.createDirectories(folder.resolve("lib"));
        Files.writeString(folder.resolve("lib/old.jar"), "");
        assemble();
        assertFalse(Files.exists(folder.resolve("lib/old.jar")));
    }

    @Test
    void a_jar_of_the_same_content_has_the_same_time_and_no_other_has() throws IOException {
        assemble();
        var before = time("lib/the.log-2.0.0.jar");
        jar("the.log", "2");
        assemble();
        assertEquals(before, time("lib/the.log-2.0.0.jar"));
        assertNotEquals(before, time("lib/the.launcher-0.1.0.jar"));
    }

    @Test
    void refuses_a_run_whose_bundle_is_not_among_the_jars() throws IOException {
        Files.delete(root.resolve("jars/b.early.jar"));
        jar("b.early", "2.2.0");
        var refusal = assertThrows(IllegalArgumentException.class, this::assemble);
        assertEquals(
                "Cannot choose a jar for b.early [2.1.0,2.1.1): 0 fit; check the dependencies of this module",
                refusal.getMessage());
    }

    @Test
    void refuses_a_run_that_was_never_resolved() throws IOException {
        Files.writeString(root.resolve("run/device.bndrun"), "-include: ${.}/../cnf/runtime.bnd\n");
        var refusal = assertThrows(IllegalArgumentException.class, this::assemble);
        assertTrue(refusal.getMessage().contains("it has no -runbundles"), refusal.getMessage());
    }

    private void assemble() throws IOException {
        FolderAssembly.main(new String[] {
            root.resolve("run/device.bndrun").toString(),
            root.resolve("jars").toString(),
            root.resolve("files").toString(),
            "ripcord-device",
            folder.toString(),
            "more=" + root.resolve("jars/c.unused.jar"),
            "more/deep=" + root.resolve("cnf")
        });
    }

    private FileTime time(String name) throws IOException {
        return Files.getLastModifiedTime(folder.resolve(name));
    }

    private List<String> names(String name) throws IOException {
        try (var files = Files.list(folder.resolve(name))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void jar(String symbolicName, String version) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", symbolicName);
        manifest.getMainAttributes().putValue("Bundle-Version", version);
        var file = root.resolve("jars").resolve(symbolicName.replaceFirst(";.*", "") + ".jar");
        new JarOutputStream(Files.newOutputStream(file), manifest).close();
    }
}
