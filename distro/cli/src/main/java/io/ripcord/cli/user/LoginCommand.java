package io.ripcord.cli.user;

import io.ripcord.api.json.JsonObject;
import io.ripcord.cli.remote.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Gets a token for the commands that follow. */
@Command(
        name = "login",
        description = "Logs in at the console, or with --local at the device; keeps the token for the next commands.",
        mixinStandardHelpOptions = true)
public final class LoginCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--name", defaultValue = "admin", description = "Who (${DEFAULT-VALUE}).")
    private String name = "admin";

    @Mixin
    private final Password password = new Password();

    public LoginCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var answer = session.anonymous()
                .rootPost(
                        "session",
                        JsonObject.EMPTY.with("name", name).with("password", password.read("Password of " + name)));
        Tokens.keep(session, answer);
        return 0;
    }
}
