package io.ripcord.cli.user;

import io.ripcord.api.json.JsonObject;
import io.ripcord.cli.remote.RemoteFailure;
import io.ripcord.cli.remote.Session;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a device into a fleet. */
@Command(
        name = "enrol",
        description = "Puts the device into the fleet: asks the console for a claim code and gives it to the device.",
        mixinStandardHelpOptions = true)
public final class EnrolCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "CLAIM-CODE",
            description = "Of another console; else the one here is asked.")
    @Nullable
    private String claimCode;

    @Option(names = "--code-only", description = "Only make a claim code and print it.")
    private boolean codeOnly;

    public EnrolCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var code = Optional.ofNullable(claimCode).orElseGet(this::fromConsole);
        if (codeOnly) {
            session.say(code);
            return 0;
        }
        var answer = session.root(true).rootPost("enrol", JsonObject.EMPTY.with("claimCode", code));
        if (session.json()) {
            session.print(answer);
        } else {
            session.say(answer.string("device").orElse("The device") + " belongs to the fleet of "
                    + answer.string("tenant").orElse("?") + " now.");
        }
        return 0;
    }

    private String fromConsole() {
        return session.root(false)
                .rootPost("claims", JsonObject.EMPTY)
                .string("claimCode")
                .orElseThrow(() -> new RemoteFailure("The console gave no claim code; look at its log."));
    }
}
