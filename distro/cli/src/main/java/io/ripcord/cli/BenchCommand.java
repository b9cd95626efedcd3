package io.ripcord.cli;

import io.ripcord.bench.Bed;
import io.ripcord.bench.Bench;
import io.ripcord.bench.Benches;
import io.ripcord.bench.Effort;
import io.ripcord.cli.remote.Table;
import io.ripcord.lab.linux.LabException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        description = "Measures; the last line is a JSON object with figures and goals. Ctrl-C ends it.",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    private final Shell shell;
    private final List<Bench> benches;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "What to measure; --list names them.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--list", description = "Names what can be measured.")
    private boolean list;

    @Option(names = "--runs", paramLabel = "N", description = "Measure so often.")
    private Optional<Integer> runs = Optional.empty();

    @Option(names = "--quick", description = "A tenth of the runs and the time; the figures are marked as short.")
    private boolean quick;

    @Option(names = "--explain", description = "Tell what took how much, instead of figures.")
    private boolean explain;

    BenchCommand(Shell shell) {
        this(shell, Benches.ALL);
    }

    BenchCommand(Shell shell, List<Bench> benches) {
        this.shell = shell;
        this.benches = benches;
    }

    @Override
    public Integer call() throws Exception {
        if (list) {
            Table table = new Table("NAME", "WHAT");
            benches.forEach(bench -> table.row(bench.name(), bench.what()));
            table.lines().forEach(shell::say);
            return 0;
        }
        Bench bench = chosen();
        Bed bed = bed(bench);
        Thread end = Thread.ofPlatform().unstarted(() -> end(bed));
        Runtime.getRuntime().addShutdownHook(end);
        if (explain) {
            try (bed) {
                bench.explain(bed).forEach(shell::say);
            }
        } else {
            shell.say(Benches.measure(bench, bed).json().text());
        }
        return 0;
    }

    private Bench chosen() {
        return benches.stream()
                .filter(bench -> name.equals(Optional.of(bench.name())))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        command().commandLine(),
                        name.map(word -> "There is no bench " + word + "; ./ripcord bench --list names them all.")
                                .orElse("Which bench? ./ripcord bench --list names them all.")));
    }

    private Bed bed(Bench bench) {
        if (runs.filter(n -> n < 1).isPresent()) {
            throw new ParameterException(command().commandLine(), "--runs takes a number from 1 on.");
        }
        OptionalInt often = runs.map(OptionalInt::of).orElse(OptionalInt.empty());
        PrintWriter err = command().commandLine().getErr();
        return new Bed(
                shell.checkout().sources(),
                shell.checkout().state().resolve("bench").resolve(bench.name()),
                new Effort(often, quick),
                line -> {
                    err.println(line);
                    err.flush();
                });
    }

    private static void end(Bed bed) {
        try {
            bed.close();
        } catch (IOException e) {
            throw new LabException("What the bench wrote could not be removed: " + e.getMessage(), e);
        }
    }

    private CommandSpec command() {
        if (spec == null) {
            throw new IllegalStateException("picocli gives a command its spec");
        }
        return spec;
    }
}
