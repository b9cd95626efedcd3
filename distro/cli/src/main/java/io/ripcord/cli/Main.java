package io.ripcord.cli;

import io.ripcord.cli.test.TestCommand;
import io.ripcord.lab.linux.LabException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs one command and ends with its exit code: 0 done, 1 it failed, 2 the words were wrong. */
@Command(
        name = "ripcord",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Starts, tests and operates Ripcord.",
        subcommands = {UpCommand.class, DownCommand.class, StatusCommand.class, TestCommand.class})
public final class Main {
    private Main() {}

    public static void main(String[] words) {
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        System.exit(commandLine(new Shell(Checkout.of(System.getenv()), out)).execute(words));
    }

    static CommandLine commandLine(Shell shell) {
        return new CommandLine(new Main(), new Commands(shell)).setExecutionExceptionHandler((failure, line, _) -> {
            complain(line.getErr(), failure);
            return CommandLine.ExitCode.SOFTWARE;
        });
    }

    /** A failure that we foresaw has a sentence for the user; any other is a bug and shows its trace. */
    private static void complain(PrintWriter err, Exception failure) {
        if (failure instanceof LabException) {
            err.println("ripcord: " + failure.getMessage());
        } else {
            failure.printStackTrace(err);
        }
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"ripcord " + (version == null ? "(not packaged)" : version)};
        }
    }
}
