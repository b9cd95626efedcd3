package io.ripcord.cli.change;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.json.JsonObject;
import io.ripcord.cli.remote.RemoteFailure;
import io.ripcord.cli.remote.Report;
import io.ripcord.cli.remote.Session;
import io.ripcord.cli.remote.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at what the engine did. */
@Command(
        name = "change",
        description = "What happened to a device, why, and what to do.",
        mixinStandardHelpOptions = true)
public final class ChangeCommand {
    private final Session session;

    public ChangeCommand(Session session) {
        this.session = session;
    }

    @Command(name = "ls", description = "The last changes, newest first.", mixinStandardHelpOptions = true)
    int ls() {
        var answer = session.remote().get("changes");
        if (session.json()) {
            session.print(answer);
            return 0;
        }
        var table = new Table("CHANGE", "STARTED", "AUTHOR", "FLEET", "LOCAL", "OUTCOME", "UNITS NOT AS WANTED");
        changes(answer)
                .forEach(change -> table.row(
                        change.id(),
                        Report.time(change),
                        change.author(),
                        change.fleetGeneration(),
                        change.localGeneration(),
                        Report.state(change),
                        failing(change)));
        table.lines().forEach(session::say);
        return 0;
    }

    @Command(name = "show", description = "One change; without an id the newest.", mixinStandardHelpOptions = true)
    int show(
            @Parameters(arity = "0..1", paramLabel = "CHANGE", description = "Its id, such as c-000017.") @Nullable
                    String id,
            @Option(names = "--steps", description = "Also what was done, step by step.") boolean steps) {
        var change = find(Optional.ofNullable(id));
        if (session.json()) {
            session.print(change.json());
            return 0;
        }
        Report.lines(change).forEach(session::say);
        if (steps) {
            change.progress().forEach(line -> session.say("  " + line));
        }
        return 0;
    }

    @Command(
            name = "confirm",
            description = "Lets a change stay that could have cut the device off; with --local, over the new network.",
            mixinStandardHelpOptions = true)
    int confirm(
            @Parameters(arity = "0..1", paramLabel = "CHANGE", description = "Its id; without one the newest.")
                    @Nullable
                    String id) {
        var remote = session.remote();
        if (!remote.local()) {
            throw new RemoteFailure("Only the device itself can be told that one reaches it; add --local.");
        }
        var change =
                Optional.ofNullable(id).orElseGet(() -> find(Optional.empty()).id());
        remote.confirm(change);
        session.say(change + " may stay.");
        return 0;
    }

    private ChangeRecord find(Optional<String> id) {
        var remote = session.remote();
        return id.map(wanted -> ChangeRecord.from(remote.get("changes/" + wanted)))
                .orElseGet(() -> changes(remote.get("changes")).stream()
                        .findFirst()
                        .orElseThrow(() -> new RemoteFailure("There was no change yet.")));
    }

    private static List<ChangeRecord> changes(JsonObject answer) {
        return Session.objects(answer, "changes").stream()
                .map(ChangeRecord::from)
                .toList();
    }

    private static String failing(ChangeRecord change) {
        return change.units().stream()
                .filter(unit -> unit.outcome() != Outcome.APPLIED)
                .map(unit -> unit.unit().toString())
                .collect(Collectors.joining(" "));
    }
}
