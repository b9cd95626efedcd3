package io.ripcord.cli.secret;

import io.ripcord.api.json.JsonObject;
import io.ripcord.cli.remote.Edit;
import io.ripcord.cli.remote.Patience;
import io.ripcord.cli.remote.Session;
import io.ripcord.cli.remote.Table;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gives a device secrets, of which documents hold the name only. */
@Command(
        name = "secret",
        description = "Values that no document shows; documents refer to them by name.",
        mixinStandardHelpOptions = true)
public final class SecretCommand {
    private final Session session;

    public SecretCommand(Session session) {
        this.session = session;
    }

    @Command(
            name = "set",
            description =
                    "Sets one, or gives it another value; asks for the value. What refers to it is brought to the new value.",
            mixinStandardHelpOptions = true)
    int set(@Parameters(paramLabel = "NAME") String name, @Mixin Value value, @Mixin Patience patience)
            throws InterruptedException {
        var remote = session.remote();
        var body = JsonObject.EMPTY.with("name", name).with("value", value.read(name));
        var answer = remote.post("secrets", body);
        var accepted = answer.object("accepted");
        if (session.json()) {
            session.print(answer);
        } else {
            session.say(name + " is kept as " + brief(answer)
                    + (accepted.isPresent() ? "." : "; nothing refers to it yet."));
        }
        return accepted.isEmpty() ? 0 : new Edit(session, remote, patience.duration()).seeThrough(accepted.get());
    }

    @Command(name = "ls", description = "Names and digests of all; no values.", mixinStandardHelpOptions = true)
    int ls() {
        var answer = session.remote().get("secrets");
        if (session.json()) {
            session.print(answer);
            return 0;
        }
        var table = new Table("NAME", "OF", "DIGEST");
        Session.objects(answer, "secrets")
                .forEach(secret -> table.row(
                        secret.string("secret").orElse("?"),
                        secret.get("fleet")
                                        .map(value -> value.text().equals("true"))
                                        .orElse(false)
                                ? "fleet"
                                : "device",
                        brief(secret)));
        table.lines().forEach(session::say);
        return 0;
    }

    @Command(name = "remove", description = "Forgets one that nothing refers to.", mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME") String name) {
        session.remote().delete("secrets/" + name);
        session.say(name + " is forgotten.");
        return 0;
    }

    private static String brief(JsonObject secret) {
        return Optional.of(secret.string("digest").orElse("?"))
                .map(digest -> digest.substring(0, Math.min(12, digest.length())))
                .orElseThrow();
    }
}
