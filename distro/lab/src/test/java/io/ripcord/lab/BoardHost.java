package io.ripcord.lab;

import io.ripcord.lab.linux.Command;
import io.ripcord.testkit.ProgramHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs a device's programs inside a board, from a JVM outside of it. */
final class BoardHost implements ProgramHost {
    private final Namespace board;

    BoardHost(Namespace board) {
        this.board = board;
    }

    /** Commands of the lab take no input, so a shell reads it from a file. */
    @Override
    public Result run(List<String> argv, byte[] stdin, Duration limit) throws IOException {
        Path input = Files.write(Files.createTempFile("input", ""), stdin);
        try {
            List<String> all = new ArrayList<>(
                    List.of("/bin/sh", "-c", "input=$1; shift; exec \"$@\" < \"$input\"", "sh", input.toString()));
            all.addAll(argv);
            Command.Outcome outcome = board.run(limit, all.toArray(String[]::new));
            return new Result(outcome.exit(), outcome.out(), outcome.err());
        } finally {
            Files.delete(input);
        }
    }
}
