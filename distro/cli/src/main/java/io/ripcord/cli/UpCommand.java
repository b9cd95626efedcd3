package io.ripcord.cli;

import io.ripcord.cli.remote.HttpWire;
import io.ripcord.cli.remote.RemoteFailure;
import io.ripcord.lab.Home;
import io.ripcord.lab.Lab;
import io.ripcord.lab.StandardLab;
import java.io.Console;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "up",
        description = "Starts a device in namespaces of its own and what belongs to it; Ctrl-C ends it.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    private static final long STATUS_EVERY_MILLIS = 1000;

    private final Shell shell;

    @Option(names = "--detach", description = "Return when all is ready; ./ripcord down ends it.")
    private boolean detach;

    UpCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws InterruptedException {
        Home home = shell.checkout().home();
        if (Lab.holder(home).isPresent() || Lab.runsDetached(home)) {
            shell.say("It is up already; ./ripcord down ends it.");
            shell.say(Overview.of(home).text());
            return 0;
        }
        Lab lab = Lab.start(home);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> end(lab)));
        start(lab);
        if (detach) {
            lab.detach();
            return 0;
        }
        return watch(lab);
    }

    private void start(Lab lab) throws InterruptedException {
        new StandardLab(lab, StandardLab.Built.in(shell.checkout().sources()), shell::say).start();
        if (lab.ledger().note(StandardLab.CONSOLE_PAGES).isPresent()) {
            introduce(new Introduction(lab.home(), HttpWire::new));
        }
        shell.say(Overview.of(lab.home()).text());
    }

    /** What is up stays up without it; ./ripcord enrol tries again. */
    private void introduce(Introduction introduction) throws InterruptedException {
        try {
            introduction.operator();
            String device = introduction.device();
            introduction.awaitOnline(device);
            shell.say("device " + device + " is in the fleet and online");
        } catch (RemoteFailure e) {
            shell.say("The device is not in the fleet: " + e.getMessage());
        }
    }

    /** Shows how it stands until a signal ends us. */
    private int watch(Lab lab) throws InterruptedException {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        Optional<String> shown = Optional.empty();
        shell.say("Ctrl-C ends it.");
        while (lab.isOpen()) {
            String line = Overview.of(lab.home()).line();
            if (terminal) {
                shell.out().print("\r\033[K" + line);
                shell.out().flush();
            } else if (!shown.equals(Optional.of(line))) {
                shell.say(line);
            }
            shown = Optional.of(line);
            Thread.sleep(STATUS_EVERY_MILLIS);
        }
        return 0;
    }

    private void end(Lab lab) {
        if (lab.isOpen()) {
            shell.say(System.lineSeparator() + "Ending what was started.");
            lab.close();
            shell.say("Down.");
        }
    }
}
