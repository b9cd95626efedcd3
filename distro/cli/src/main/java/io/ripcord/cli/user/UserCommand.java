package io.ripcord.cli.user;

import io.ripcord.api.json.JsonObject;
import io.ripcord.cli.remote.Session;
import io.ripcord.cli.remote.Table;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Manages the users of a device. */
@Command(name = "user", description = "Who may log in (of a device: with --local).", mixinStandardHelpOptions = true)
public final class UserCommand {
    private final Session session;

    public UserCommand(Session session) {
        this.session = session;
    }

    /** What a user may do. */
    enum Role {
        VIEWER,
        OPERATOR,
        ADMIN
    }

    @Command(name = "ls", description = "All users.", mixinStandardHelpOptions = true)
    int ls() {
        var answer = session.root().rootGet("users");
        if (session.json()) {
            session.print(answer);
            return 0;
        }
        var table = new Table("NAME", "ROLE");
        Session.objects(answer, "users")
                .forEach(user -> table.row(
                        user.string("name").orElse("?"), user.string("role").orElse("?")));
        table.lines().forEach(session::say);
        return 0;
    }

    @Command(name = "add", description = "Adds one.", mixinStandardHelpOptions = true)
    int add(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--role", defaultValue = "VIEWER", description = "${COMPLETION-CANDIDATES}") Role role,
            @Mixin Password password) {
        session.root()
                .rootPost(
                        "users",
                        JsonObject.EMPTY
                                .with("name", name)
                                .with("password", password.read("Password of " + name))
                                .with("role", role.name().toLowerCase(Locale.ROOT)));
        session.say(name + " is a user now.");
        return 0;
    }

    @Command(
            name = "remove",
            description = "Removes one; the last administrator stays.",
            mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME") String name) {
        session.root().rootDelete("users/" + name);
        session.say(name + " is no user any more.");
        return 0;
    }
}
