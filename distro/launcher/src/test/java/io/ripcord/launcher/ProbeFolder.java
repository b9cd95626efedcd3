package io.ripcord.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A device folder with one probe bundle, its state folder, and the processes started on them. */
final class ProbeFolder {
    static final String PROBE = "probe-1.0.0.jar";

    /** Something that a test waits for. */
    interface Condition {
        boolean holds() throws IOException;
    }

    private final Path home;
    private final Path state;
    private final List<Process> started = new ArrayList<>();

    ProbeFolder(Path root) throws IOException {
        home = Files.createDirectories(root.resolve("home"));
        state = Files.createDirectories(root.resolve("state"));
        for (var name : List.of("lib", "bundles", "etc", "bin")) {
            Files.createDirectories(home.resolve(name));
        }
        library();
        probe();
        Files.writeString(home.resolve("bundles.list"), "5 " + PROBE + "\n");
        Files.writeString(
                home.resolve("etc/jvm.options"), "-Xmx64m\n-XX:+UseSerialGC\n--sun-misc-unsafe-memory-access=allow\n");
        script();
    }

    Path state(String name) {
        return state.resolve(name);
    }

    Path home(String name) {
        return home.resolve(name);
    }

    Process launch(String... options) throws IOException {
        var command = new ArrayList<>(List.of(
                java(),
                "@" + home.resolve("etc/jvm.options"),
                "-cp",
                home.resolve("lib") + "/*",
                Main.class.getName()));
        command.addAll(List.of("--home", home.toString(), "--state", state.toString()));
        command.addAll(List.of(options));
        return start(command);
    }

    Process supervise(String... options) throws IOException {
        var command = new ArrayList<>(List.of(home.resolve("bin/device").toString(), "--state", state.toString()));
        command.addAll(List.of(options));
        return start(command);
    }

    void awaitReady() throws IOException, InterruptedException {
        await("ready", () -> Files.exists(state("run/ready")));
    }

    void await(String what, Condition condition) throws IOException, InterruptedException {
        for (int i = 0; i < 600; i++) {
            if (condition.holds()) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("not " + what + " within 30 s: " + output());
    }

    /** What the probe noted, over all starts. */
    List<String> notes() throws IOException {
        return Files.exists(state("probe")) ? Files.readAllLines(state("probe")) : List.of();
    }

    String output() throws IOException {
        return Files.readString(home.resolve("output"));
    }

    long pid() throws IOException {
        return Long.parseLong(Files.readString(state("run/device.pid")).strip());
    }

    void endProcesses() throws InterruptedException {
        for (var process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }

    private Process start(List<String> command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(home.resolve("output").toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        var process = builder.start();
        started.add(process);
        return process;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private void script() throws IOException {
        var script = home.resolve("bin/device");
        try (var text = ProbeFolder.class.getResourceAsStream("supervise.sh")) {
            Files.copy(text, script);
        }
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void library() throws IOException {
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            var file = Path.of(entry);
            if (entry.matches(
                    ".*/(org\\.apache\\.felix\\.framework|org\\.osgi\\.service\\.log|slf4j-api|logback-).*\\.jar")) {
                Files.copy(file, home.resolve("lib").resolve(file.getFileName()));
            }
        }
        launcherJar(Path.of("target/classes"));
    }

    private void launcherJar(Path classes) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(home.resolve("lib/launcher.jar")));
                var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                add(out, classes.relativize(file).toString(), file);
            }
        }
    }

    private void probe() throws IOException {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", "probe");
        attributes.putValue("Bundle-Version", "1.0.0");
        attributes.putValue("Import-Package", "org.osgi.framework,org.slf4j;version=\"[2,3)\"");
        attributes.putValue("Bundle-Activator", ProbeActivator.class.getName());
        try (var out = new JarOutputStream(
                Files.newOutputStream(home.resolve("bundles").resolve(PROBE)), manifest)) {
            var entry = ProbeActivator.class.getName().replace('.', '/') + ".class";
            add(out, entry, Path.of("target/test-classes").resolve(entry));
        }
    }

    private static void add(JarOutputStream out, String entry, Path file) throws IOException {
        out.putNextEntry(new JarEntry(entry));
        Files.copy(file, out);
        out.closeEntry();
    }
}
