package io.ripcord.cli;

import io.ripcord.lab.Ledger;
import io.ripcord.lab.linux.LiveProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs a program where the device, or a computer beside it, is. */
@Command(
        name = "in",
        description = "Runs a program in a place of what is up: in lan curl http://192.168.77.1:8081/",
        mixinStandardHelpOptions = true)
final class InCommand implements Callable<Integer> {

    /** Where a program can run; the namespaces behind are those of the standard lab. */
    enum Place {
        /** On the board itself. */
        device("device"),
        /** A computer on the board's LAN side. */
        lan("device-lan"),
        /** Where console and broker are, on the board's WAN side. */
        wan("cloud");

        private final String namespace;

        Place(String namespace) {
            this.namespace = namespace;
        }
    }

    private final Shell shell;

    @Parameters(index = "0", paramLabel = "PLACE", description = "One of ${COMPLETION-CANDIDATES}.")
    private Place place = Place.device;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "PROGRAM", description = "The program and its arguments.")
    private List<String> program = new ArrayList<>();

    InCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var holder = holder();
        if (holder.isEmpty()) {
            shell.say("Nothing is up. Start it: ./ripcord up");
            return 1;
        }
        var argv = new ArrayList<>(
                List.of("nsenter", "--target", String.valueOf(holder.get().pid()), "--net", "--mount"));
        argv.add("--wd=" + Path.of("").toAbsolutePath());
        argv.add("--");
        argv.addAll(program);
        return new ProcessBuilder(argv).inheritIO().start().waitFor();
    }

    private Optional<LiveProcess> holder() {
        return new Ledger(shell.checkout().home().ledger())
                .process(place.namespace + ".namespace")
                .filter(LiveProcess::alive);
    }
}
