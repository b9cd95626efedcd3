package io.ripcord.cli;

import io.ripcord.cli.base.BaseCommand;
import io.ripcord.cli.change.ChangeCommand;
import io.ripcord.cli.chute.ChuteCommand;
import io.ripcord.cli.device.DeviceCommand;
import io.ripcord.cli.feature.FeatureCommand;
import io.ripcord.cli.remote.HttpWire;
import io.ripcord.cli.remote.RemoteFailure;
import io.ripcord.cli.remote.Session;
import io.ripcord.cli.remote.Where;
import io.ripcord.cli.remote.Wire;
import io.ripcord.cli.secret.SecretCommand;
import io.ripcord.cli.state.StateCommand;
import io.ripcord.cli.test.TestCommand;
import io.ripcord.cli.user.ClaimCommand;
import io.ripcord.cli.user.EnrolCommand;
import io.ripcord.cli.user.LoginCommand;
import io.ripcord.cli.user.UserCommand;
import io.ripcord.lab.linux.LabException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Runs one command and ends with its exit code: 0 done, 1 it failed, 2 the words were wrong. */
@Command(
        name = "ripcord",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Starts, tests and operates Ripcord.",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            InCommand.class,
            KeyCommand.class,
            TestCommand.class,
            BenchCommand.class,
            TrainCommand.class,
            DeviceCommand.class,
            FeatureCommand.class,
            BaseCommand.class,
            ChangeCommand.class,
            ChuteCommand.class,
            StateCommand.class,
            SecretCommand.class,
            ClaimCommand.class,
            LoginCommand.class,
            UserCommand.class,
            EnrolCommand.class
        })
public final class Main {
    private static final List<String> HERE = List.of("up", "down", "status", "in", "key", "test", "bench", "train");

    private Main() {}

    public static void main(String[] words) {
        PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        System.exit(commandLine(new Shell(Checkout.of(System.getenv()), out)).execute(words));
    }

    static CommandLine commandLine(Shell shell) {
        return commandLine(shell, HttpWire::new);
    }

    /** @param wires opens connections to servers */
    static CommandLine commandLine(Shell shell, Wire.Opener wires) {
        Where where = new Where();
        CommandLine line = new CommandLine(new Main(), new Commands(shell, new Session(shell, where, wires)))
                .addMixin("where", where)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, _) -> {
                    complain(command.getErr(), failure);
                    return CommandLine.ExitCode.SOFTWARE;
                });
        line.getSubcommands().forEach((name, command) -> {
            // what follows a program's name belongs to the program
            command.setStopAtPositional(name.equals("in"));
            if (HERE.contains(name)) {
                forgetInherited(command.getCommandSpec());
            }
        });
        return line;
    }

    /** What asks no server needs no options that say which. */
    private static void forgetInherited(CommandSpec spec) {
        spec.options().stream().filter(OptionSpec::inherited).toList().forEach(spec::remove);
    }

    /** A failure that we foresaw has a sentence for the user; any other is a bug and shows its trace. */
    private static void complain(PrintWriter err, Exception failure) {
        if (failure instanceof LabException || failure instanceof RemoteFailure) {
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
