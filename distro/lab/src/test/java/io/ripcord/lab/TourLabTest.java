package io.ripcord.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.lab.junit.LabTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** README's tour as its reader walks it: every line, on what was just built, and what is promised behind its {@code #}. */
@LabTest
final class TourLabTest {
    private static final Path CHECKOUT =
            Path.of("").toAbsolutePath().getParent().getParent();
    private static final Pattern TOUR = Pattern.compile("## Five minutes(.*?)\n## ", Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINE = Pattern.compile("(.*?)\\s+# (.*)");
    private static final List<String> BAD_ENDS = List.of("refused", "failed");
    private static final long UP_SECONDS = 300;
    private static final long LINE_SECONDS = 150;

    private record Line(String command, String promise) {
        int exit() {
            return BAD_ENDS.contains(promise) ? 1 : 0;
        }
    }

    private record Answer(int exit, String text) {}

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void every_line_does_what_it_promises(Lab lab) throws Exception {
        // a home of its own: what the tour's `down` ends must not be the holder of this test's lab
        var home = Files.createDirectory(
                lab.home().root().resolveSibling("tour-" + lab.home().root().getFileName()));
        try {
            var up = run(home, "./ripcord up --detach", UP_SECONDS);
            assertEquals(0, up.exit(), up.text());
            for (var line : tour()) {
                var answer = run(home, line.command(), LINE_SECONDS);
                var told = "$ " + line.command() + "\n" + answer.text();
                assertEquals(line.exit(), answer.exit(), told);
                assertTrue(answer.text().contains(line.promise()), "no '" + line.promise() + "' in\n" + told);
            }
        } finally {
            run(home, "./ripcord down", UP_SECONDS);
            Folders.delete(home);
        }
    }

    private static List<Line> tour() throws IOException {
        var tour = TOUR.matcher(Files.readString(CHECKOUT.resolve("README.md")));
        assertTrue(tour.find(), "README has no tour any more");
        var lines = new ArrayList<Line>();
        BLOCK.matcher(tour.group(1))
                .results()
                .flatMap(block -> block.group(1).lines())
                .forEach(text -> lines.add(line(text)));
        return lines;
    }

    private static Line line(String text) {
        var line = LINE.matcher(text);
        assertTrue(line.matches(), "a line of the tour promises nothing: " + text);
        return new Line(line.group(1), line.group(2));
    }

    /** What the tour keeps in {@code .ripcord} is kept in the test's own home. */
    private static Answer run(Path home, String command, long seconds) throws IOException, InterruptedException {
        var output = Files.createTempFile(home, "answer", ".txt");
        var builder = new ProcessBuilder("bash", "-c", command.replace(".ripcord/", home + "/"))
                .directory(CHECKOUT.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(output.toFile());
        builder.environment().put("RIPCORD_HOME", home.toString());
        builder.environment().put("RIPCORD_AS_BUILT", "yes");
        var process = builder.start();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return new Answer(-1, "no end within " + seconds + " s: " + Files.readString(output));
        }
        return new Answer(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }
}
