package io.ripcord.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script's choice of a base, with a program in the place of Java that only notes which one it was started on. */
final class BaseChoiceTest {
    /** Asks to be started again at once, until it was started often enough; then ends as after SIGTERM. */
    private static final String JAVA = """
            #!/bin/sh
            while [ $# -gt 0 ]; do
                [ "$1" != --home ] || basename "$2" >>"$STARTS"
                shift
            done
            [ "$(wc -l <"$STARTS")" -ge "$MOST" ] || exit 10
            exit 143
            """;

    @TempDir
    Path root;

    private Path pointer;

    @BeforeEach
    void makeBases() throws IOException {
        for (var folder : List.of("home/bin", "home/etc", "jdk/bin", "state/base/a/etc", "state/base/b/etc")) {
            Files.createDirectories(root.resolve(folder));
        }
        for (var base : List.of("home", "state/base/a", "state/base/b")) {
            Files.writeString(root.resolve(base).resolve("bundles.list"), base);
            Files.writeString(root.resolve(base).resolve("etc/jvm.options"), "");
        }
        program("jdk/bin/java", JAVA);
        Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        try (var text = BaseChoiceTest.class.getResourceAsStream("supervise.sh")) {
            program("home/bin/device", new String(text.readAllBytes(), StandardCharsets.UTF_8));
        }
        pointer = root.resolve("state/base/pointer");
    }

    @ParameterizedTest
    @CsvSource({
        // pointer before (lines by +), bases started, pointer after
        "'', 'home home', ''",
        "runs a, 'a a', runs a",
        "trial b 0, 'b b', trial b 2",
        "trial b 0, 'b b b home home', failed b",
        "trial b 2, 'b home', failed b",
        "trial b 3, 'home', failed b",
        "runs a+trial b 0, 'b b b a a', runs a+failed b",
        "runs a+trial b 1, 'b', runs a+trial b 2",
        "runs a+failed b, 'a a', runs a+failed b",
        "trial gone 0, 'home', failed gone",
        "runs a+trial gone 1, 'a', runs a+failed gone",
        "runs gone, 'home', runs gone",
        "came-with other+runs a, 'home', ''",
        "came-with other+trial b 0, 'home', ''",
        "rubbish, 'home', rubbish",
        "runs, 'home', runs",
    })
    void runs_the_trial_three_times_then_the_one_before_it(String before, String started, String after)
            throws Exception {
        write(before);
        assertEquals(started, run(started.split(" ").length));
        assertEquals(after, kept());
    }

    @Test
    void a_cut_while_the_pointer_is_replaced_leaves_the_old_one() throws Exception {
        write("runs a+trial b 1");
        Files.writeString(root.resolve("state/base/pointer.new"), "came-");
        assertEquals("b", run(1));
        assertEquals("runs a+trial b 2", kept());
        assertFalse(Files.exists(root.resolve("state/base/pointer.new")));
    }

    @Test
    void a_trial_that_cannot_be_counted_is_not_run() throws Exception {
        write("runs a+trial b 1");
        Files.createDirectories(root.resolve("state/base/pointer.new/in-the-way"));
        assertEquals("a", run(1));
    }

    @Test
    void a_base_that_proved_itself_is_the_one_from_then_on() throws Exception {
        write("came-with x+runs a+trial b 2+failed c");
        var home = root.resolve("state/base/b");
        new BaseTrial(home, pointer).proved();
        assertEquals("came-with x\nfailed c\nruns b\n", Files.readString(pointer));
        new BaseTrial(home, pointer).proved();
        new BaseTrial(root.resolve("home"), pointer).proved();
        assertEquals("came-with x\nfailed c\nruns b\n", Files.readString(pointer));
    }

    private void write(String lines) throws IOException {
        if (!lines.isEmpty()) {
            Files.writeString(pointer, lines.replace('+', '\n') + "\n");
        }
    }

    /** Without what it was made for, which the script adds when it writes. */
    private String kept() throws IOException {
        return Files.exists(pointer)
                ? String.join(
                        "+",
                        Files.readAllLines(pointer).stream()
                                .filter(line -> !line.matches("came-with [0-9a-f]{64}"))
                                .toList())
                : "";
    }

    private String run(int starts) throws IOException, InterruptedException {
        var noted = root.resolve("starts");
        Files.writeString(noted, "");
        var builder = new ProcessBuilder(
                        root.resolve("home/bin/device").toString(),
                        "--state",
                        root.resolve("state").toString())
                .redirectErrorStream(true)
                .redirectOutput(root.resolve("output").toFile());
        builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
        builder.environment().put("STARTS", noted.toString());
        builder.environment().put("MOST", Integer.toString(starts));
        var process = builder.start();
        boolean ended = process.waitFor(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        assertTrue(ended, Files.readString(root.resolve("output")));
        return String.join(" ", Files.readAllLines(noted));
    }

    private void program(String name, String text) throws IOException {
        var file = root.resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
