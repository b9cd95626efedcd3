package io.ripcord.cli;

import io.ripcord.lab.Home;
import io.ripcord.lab.Lab;
import io.ripcord.lab.linux.LabException;
import io.ripcord.lab.linux.LiveProcess;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "down",
        description = "Ends what up started, also after a crash of it, and nothing else.",
        mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
    private static final Duration ORDERLY = Duration.ofSeconds(90);

    private final Shell shell;

    DownCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        Home home = shell.checkout().home();
        boolean wasUp = Lab.holder(home).isPresent() || !Overview.of(home).isEmpty();
        Lab.holder(home).ifPresent(holder -> holder.end(ORDERLY));
        try (Lab lab = Lab.take(home).orElseThrow(() -> busy(home))) {
            lab.endLeftovers();
        }
        shell.say(wasUp ? "Down." : "Nothing was up.");
        return 0;
    }

    private static LabException busy(Home home) {
        return new LabException("Another process took " + home.root() + " meanwhile"
                + Lab.holder(home)
                        .map(LiveProcess::pid)
                        .map(pid -> " (" + pid + ")")
                        .orElse("") + ". Try again.");
    }
}
