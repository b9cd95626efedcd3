package io.ripcord.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.json.JsonText;
import io.ripcord.bench.Bed;
import io.ripcord.bench.Bench;
import io.ripcord.bench.Benches;
import io.ripcord.bench.Figures;
import io.ripcord.bench.Goal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class BenchCommandTest {
    @TempDir
    Path checkout;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void lists_what_can_be_measured() {
        assertEquals(0, run(Benches.ALL, "--list"), err::toString);
        for (var bench : Benches.ALL) {
            assertTrue(out.toString().lines().anyMatch(line -> line.matches(bench.name() + " +\\S.*")), out::toString);
        }
    }

    @Test
    void the_last_line_is_the_result_and_progress_goes_elsewhere() {
        assertEquals(0, run(List.of(new Probe()), "probe", "--runs", "1"), err::toString);
        var result =
                JsonText.parseObject(out.toString().lines().toList().getLast().getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of("bench", "figures", "goals", "met", "short"), List.copyOf(result.names()));
        assertEquals(1, out.toString().lines().count(), out::toString);
        assertEquals("run 1\n", err.toString());
    }

    @Test
    void refuses_what_it_cannot_measure() {
        assertEquals(CommandLine.ExitCode.USAGE, run(List.of(new Probe()), "luck"));
        assertTrue(err.toString().contains("--list"), err::toString);
        assertEquals(CommandLine.ExitCode.USAGE, run(List.of(new Probe())));
        assertEquals(CommandLine.ExitCode.USAGE, run(List.of(new Probe()), "probe", "--runs", "0"));
    }

    private int run(List<Bench> benches, String... words) {
        var shell = new Shell(new Checkout(checkout, checkout.resolve("state")), new PrintWriter(out, true));
        return new CommandLine(new BenchCommand(shell, benches))
                .setErr(new PrintWriter(err, true))
                .execute(words);
    }

    private record Probe() implements Bench {
        @Override
        public String name() {
            return "probe";
        }

        @Override
        public String what() {
            return "nothing";
        }

        @Override
        public List<String> keys() {
            return List.of("runs");
        }

        @Override
        public List<Goal> goals() {
            return List.of(new Goal("runs", "== 10"));
        }

        @Override
        public int runs() {
            return 10;
        }

        @Override
        public Figures run(Bed bed) {
            int runs = bed.effort().runs(runs());
            bed.progress("run " + runs);
            return Figures.NONE.with("runs", runs);
        }
    }
}
