package io.ripcord.cli.state;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Difference;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.cli.remote.Edit;
import io.ripcord.cli.remote.Patience;
import io.ripcord.cli.remote.Remote;
import io.ripcord.cli.remote.RemoteFailure;
import io.ripcord.cli.remote.Session;
import io.ripcord.cli.remote.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The desired state as documents. */
@Command(
        name = "state",
        description = "What a device should be: show, edit, compare, roll back.",
        mixinStandardHelpOptions = true)
public final class StateCommand {
    private final Session session;

    public StateCommand(Session session) {
        this.session = session;
    }

    /** What can be shown. */
    enum View {
        EFFECTIVE,
        FLEET,
        LOCAL,
        REPORTED
    }

    @Command(name = "show", description = "A document, as JSON.", mixinStandardHelpOptions = true)
    int show(
            @Option(
                            names = "--view",
                            defaultValue = "EFFECTIVE",
                            description =
                                    "Which: EFFECTIVE (both layers as they come to), FLEET, LOCAL (one layer), REPORTED (what is).")
                    View view) {
        var remote = session.remote();
        if (view == View.REPORTED) {
            session.print(remote.get("reported"));
        } else {
            session.print(remote.get("state")
                    .object(view.name().toLowerCase(Locale.ROOT))
                    .orElse(JsonObject.EMPTY));
        }
        return 0;
    }

    @Command(
            name = "edit",
            description =
                    "Merges a patch (RFC 7396) of the domains into the layer that is written there; null removes.",
            mixinStandardHelpOptions = true)
    int edit(
            @Parameters(paramLabel = "FILE", description = "The patch as JSON; - reads standard input.") Path file,
            @Option(names = "--based-on", paramLabel = "N", description = "Refuse if the layer is past generation N.")
                    @Nullable
                    Long basedOn,
            @Option(names = "--preview", description = "Only say what would be done (with --local).") boolean preview,
            @Mixin Patience patience)
            throws InterruptedException {
        var patch = read(file);
        var remote = session.remote();
        var edit = new Edit(session, remote, patience.duration());
        long generation = basedOn == null ? edit.generation(edit.state()) : basedOn;
        return preview ? preview(remote, generation, patch) : edit.patch(generation, patch);
    }

    private int preview(Remote remote, long generation, JsonObject patch) {
        var answer = remote.post(
                "state/preview", JsonObject.EMPTY.with("basedOn", generation).with("patch", patch));
        if (session.json()) {
            session.print(answer);
        } else if (answer.get("steps").equals(java.util.Optional.<Json>of(JsonArray.of()))) {
            session.say("Nothing would be done.");
        } else {
            answer.get("steps").map(JsonArray.class::cast).orElse(JsonArray.of()).items().stream()
                    .map(Documents::plain)
                    .forEach(session::say);
        }
        return 0;
    }

    @Command(
            name = "history",
            description = "The last settled generations, newest first.",
            mixinStandardHelpOptions = true)
    int history() {
        var answer = session.remote().get("history");
        if (session.json()) {
            session.print(answer);
            return 0;
        }
        var table = new Table("CHANGE", "SETTLED", "AUTHOR", "FLEET", "LOCAL", "OUTCOME");
        Session.objects(answer, "history")
                .forEach(entry -> table.row(
                        Documents.text(entry, "change"),
                        Documents.text(entry, "settled"),
                        Documents.text(entry, "author"),
                        Documents.text(entry, "fleetGeneration"),
                        Documents.text(entry, "localGeneration"),
                        Documents.text(entry, "outcome")));
        table.lines().forEach(session::say);
        return 0;
    }

    @Command(
            name = "diff",
            description = "What differs between what was wanted after two changes; of one: until now.",
            mixinStandardHelpOptions = true)
    int diff(
            @Parameters(
                            index = "0",
                            arity = "0..1",
                            paramLabel = "A",
                            description = "The change before; else the last but one.")
                    @Nullable
                    String before,
            @Parameters(index = "1", arity = "0..1", paramLabel = "B", description = "The change after; else now.")
                    @Nullable
                    String after) {
        var remote = session.remote();
        var documents = new Documents(remote);
        var lines = Difference.between(
                        before == null ? documents.lastButOne() : documents.after(before),
                        after == null ? documents.now() : documents.after(after))
                .stream()
                .map(Difference::toString)
                .toList();
        if (session.json()) {
            session.print(JsonObject.EMPTY.with("differences", JsonArray.ofTexts(lines)));
        } else {
            (lines.isEmpty() ? List.of("Nothing differs.") : lines).forEach(session::say);
        }
        return 0;
    }

    @Command(
            name = "rollback",
            description = "Goes back to what was wanted after a change, as a new generation.",
            mixinStandardHelpOptions = true)
    int rollback(
            @Parameters(paramLabel = "CHANGE", description = "Its id, from ripcord state history.") String change,
            @Mixin Patience patience)
            throws InterruptedException {
        return new Edit(session, session.remote(), patience.duration()).rollback(change);
    }

    private static JsonObject read(Path file) {
        try {
            return JsonText.parseObject(
                    file.equals(Path.of("-")) ? System.in.readAllBytes() : Files.readAllBytes(file));
        } catch (IOException e) {
            throw new RemoteFailure("The patch cannot be read from " + file + ": " + e.getMessage(), e);
        } catch (BadDocument e) {
            throw new RemoteFailure("The patch in " + file + " is not valid: " + e.getMessage() + ".", e);
        }
    }
}
