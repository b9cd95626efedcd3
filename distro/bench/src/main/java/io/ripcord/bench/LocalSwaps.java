package io.ripcord.bench;

import io.ripcord.lab.NumberedFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@link PlainFramework} as a process like the device: the same JVM, flags, framework and components runtime. */
final class LocalSwaps {
    private static final String NAME = "plain-framework";
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final List<String> BASE = List.of(
            "org.osgi.util.function",
            "org.osgi.util.promise",
            "org.osgi.service.component",
            "org.apache.felix.configadmin",
            "org.apache.felix.scr");

    private LocalSwaps() {}

    /** How long each swap took, in microseconds. */
    static List<Long> measure(Bed bed, NumberedFeature feature, int runs) throws IOException {
        var device = bed.checkout().resolve("distro/device/target/device");
        var folder = Files.createDirectories(bed.lab().home().root().resolve(NAME));
        List<String> argv = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        argv.add("@" + device.resolve("etc/jvm.options"));
        argv.addAll(List.of("-cp", jars(device.resolve("lib"), "") + ":" + System.getProperty("java.class.path")));
        argv.addAll(List.of(
                PlainFramework.class.getName(), folder.resolve("storage").toString()));
        argv.addAll(List.of(feature.stamp().toString(), "" + BASE.size()));
        for (var bundle : BASE) {
            argv.add(jars(device.resolve("bundles"), bundle + "-"));
        }
        for (int number = 0; number <= runs; number++) {
            argv.add(Files.write(folder.resolve(number + ".jar"), feature.bundle(number))
                    .toString());
        }
        var process = bed.lab().namespace(NAME).start(NAME, argv, Map.of());
        Poll.until(LIMIT, "the plain framework is through", () -> !process.alive());
        try (var lines = Files.lines(bed.lab().home().log(NAME))) {
            return lines.filter(line -> line.startsWith(PlainFramework.TOOK))
                    .map(line -> Long.valueOf(line.substring(PlainFramework.TOOK.length())))
                    .toList();
        }
    }

    private static String jars(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(file -> file.startsWith(folder.resolve(prefix).toString()) && file.endsWith(".jar"))
                    .sorted()
                    .reduce((one, other) -> one + ":" + other)
                    .orElseThrow(() -> new IOException("No jar " + prefix + " in " + folder + "; build the device."));
        }
    }
}
