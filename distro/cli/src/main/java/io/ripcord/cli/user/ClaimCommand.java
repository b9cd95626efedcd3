package io.ripcord.cli.user;

import io.ripcord.api.json.JsonObject;
import io.ripcord.cli.remote.RemoteFailure;
import io.ripcord.cli.remote.Session;
import io.ripcord.lab.StandardLab;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the first administrator of a device. */
@Command(
        name = "claim",
        description =
                "Makes the device's first administrator with its one-time admin code, and logs in (with --local).",
        mixinStandardHelpOptions = true)
public final class ClaimCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--name", defaultValue = "admin", description = "The administrator's name (${DEFAULT-VALUE}).")
    private String name = "admin";

    @Option(
            names = "--code",
            description = "The admin code, as the device's label or ./ripcord up says; read here for a device of up.")
    @Nullable
    private String code;

    @Mixin
    private final Password password = new Password();

    public ClaimCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (!session.local()) {
            throw new RemoteFailure("A device is claimed at itself; say --local.");
        }
        var request = JsonObject.EMPTY
                .with("code", Optional.ofNullable(code).orElseGet(this::codeOfUp))
                .with("name", name)
                .with("password", password.read("New password of " + name));
        Tokens.keep(session, session.anonymous().rootPost("claim", request));
        return 0;
    }

    private String codeOfUp() {
        var file = session.home().board(StandardLab.DEVICE).resolve("state/run/admin.code");
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new RemoteFailure(
                    "There is no admin code in " + file
                            + ": it was used, or the device is not of ./ripcord up; give it with --code, or log in.",
                    e);
        }
    }
}
