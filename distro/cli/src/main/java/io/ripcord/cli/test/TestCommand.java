package io.ripcord.cli.test;

import io.ripcord.cli.Checkout;
import io.ripcord.cli.Shell;
import io.ripcord.lab.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "test",
        description = "Runs all tests; the last line is N passed, N failed, N skipped.",
        mixinStandardHelpOptions = true)
public final class TestCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(
            names = "--ring",
            paramLabel = "RING",
            description =
                    "Run this ring alone: ${COMPLETION-CANDIDATES}. Repeatable. Without it all run, the ring board"
                            + " only with --long: it takes minutes.")
    private List<Ring> only = new ArrayList<>();

    @Option(
            names = "--skip",
            paramLabel = "RING",
            description = "Leave out a ring that this machine cannot run. Repeatable.")
    private List<Ring> skip = new ArrayList<>();

    @Option(names = "--long", description = "Also what takes minutes.")
    private boolean withLongTests;

    public TestCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Checkout checkout = shell.checkout();
        for (Path stale : Report.files(checkout.sources())) {
            Files.delete(stale);
        }
        Path labs = Files.createTempDirectory("ripcord-test");
        Optional<Watch> watch = Watch.begin(labs);
        boolean built = false;
        List<String> left = List.of();
        try {
            built = build(checkout, labs);
        } finally {
            if (watch.isPresent()) {
                left = watch.get().end();
            }
            Folders.delete(labs);
        }
        Report report = Report.of(Report.files(checkout.sources()));
        report = built ? report : report.withFailure("the build itself; see " + log(checkout));
        for (String line : left) {
            report = report.withFailure("left behind: " + line);
        }
        return conclude(report);
    }

    private boolean build(Checkout checkout, Path labs) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(Ring.arguments(rings(), withLongTests));
        arguments.add("-Dlab.homes=" + labs);
        return new Build(checkout.sources(), log(checkout)).run(arguments, shell::say);
    }

    private Set<Ring> rings() {
        Set<Ring> rings = EnumSet.allOf(Ring.class);
        if (!only.isEmpty()) {
            rings.retainAll(only);
        } else if (!withLongTests) {
            rings.remove(Ring.board);
        }
        skip.forEach(rings::remove);
        return rings;
    }

    private static Path log(Checkout checkout) {
        return checkout.home().log("test");
    }

    private int conclude(Report report) {
        report.failed().forEach(test -> shell.say("FAILED " + test));
        report.ranNothing().ifPresent(shell::say);
        if (only.isEmpty()) {
            EnumSet.complementOf(EnumSet.copyOf(rings()))
                    .forEach(ring ->
                            shell.say("NOT RUN: the ring " + ring + "; ./ripcord test --ring " + ring + " runs it"));
        }
        shell.say(report.line());
        return report.good() ? 0 : 1;
    }
}
