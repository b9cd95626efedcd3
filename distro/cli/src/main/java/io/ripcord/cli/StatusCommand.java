package io.ripcord.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "status", description = "Says what is up here, and where.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private static final int NOTHING_UP = 3;

    private final Shell shell;

    StatusCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Overview overview = Overview.of(shell.checkout().home());
        shell.say(overview.isEmpty() ? "Nothing is up. Start it: ./ripcord up" : overview.text());
        return overview.isEmpty() ? NOTHING_UP : 0;
    }
}
