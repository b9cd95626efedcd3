package io.ripcord.cli.test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** One run of Maven over the whole reactor; what matters of its output is shown, all of it goes to a log. */
record Build(Path checkout, Path log) {
    private static final Pattern MATTERS =
            Pattern.compile("\\[INFO] Building io\\.ripcord.*|.*Tests run:.* -- in .*|\\[ERROR].*|.*BUILD FAILURE.*");

    /** Returns whether Maven was content; failing tests do not count here, their reports do. */
    boolean run(List<String> arguments, Consumer<String> shown) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of(
                "mvn", "-B", "-ntp", "--fail-at-end", "-Dstyle.color=never", "-Dmaven.test.failure.ignore", "verify"));
        argv.addAll(arguments);
        Process maven = new ProcessBuilder(argv)
                .directory(checkout.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = maven.inputReader();
                Writer all = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                all.write(line + "\n");
                if (MATTERS.matcher(line).matches()) {
                    shown.accept(line);
                }
            }
        }
        return maven.waitFor() == 0;
    }
}
