package io.ripcord.cli.remote;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.Phase;
import io.ripcord.api.json.JsonNumber;
import io.ripcord.api.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Sees an accepted edit through: shows progress, answers a confirm window, ends when the generation is settled. */
final class Settling {
    private static final int KEPT_LINES = 200;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Remote remote;
    private final Consumer<String> progress;
    private final long deadline;
    private int shown;
    private String last = "";

    /** @param patience how long it may take */
    Settling(Remote remote, Consumer<String> progress, Duration patience) {
        this.remote = remote;
        this.progress = progress;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    /** @param accepted what the server answered to the edit */
    ChangeRecord await(JsonObject accepted) throws InterruptedException {
        var change = accepted.string("change");
        while (System.nanoTime() < deadline) {
            try {
                change.flatMap(id -> remote.ask("changes/" + id))
                        .map(ChangeRecord::from)
                        .ifPresent(this::look);
                var settled = remote.ask(query(accepted)).map(ChangeRecord::from);
                if (settled.isPresent()) {
                    show(settled.get().progress());
                    return settled.get();
                }
            } catch (RemoteFailure e) {
                endUnlessPassing(e);
            }
        }
        throw new RemoteFailure("The change is not settled yet; look at it later: ./ripcord change show"
                + change.map(id -> " " + id).orElse("") + (remote.local() ? " --local" : ""));
    }

    private static String query(JsonObject accepted) {
        return "settled?layer=" + accepted.string("layer").orElse("local") + "&generation="
                + accepted.get("generation")
                        .map(value -> ((JsonNumber) value).value().toPlainString())
                        .orElse("0")
                + "&wait=1";
    }

    /** A network that is being changed answers again; so does a console that has not heard of the change yet. */
    private static void endUnlessPassing(RemoteFailure e) throws InterruptedException {
        if (!List.of(0, 404, 503).contains(e.status())) {
            throw e;
        }
        Thread.sleep(PAUSE);
    }

    private void look(ChangeRecord change) {
        show(change.progress());
        if (change.phase() == Phase.CONFIRM && remote.local()) {
            confirm(change.id());
        }
    }

    private void confirm(String change) {
        try {
            remote.confirm(change);
        } catch (RemoteFailure e) {
            if (e.status() != 409 && e.status() != 0) {
                throw e;
            }
        }
    }

    private void show(List<String> lines) {
        int from = lines.size() < KEPT_LINES ? Math.min(shown, lines.size()) : lines.lastIndexOf(last) + 1;
        for (var line : lines.subList(from, lines.size())) {
            progress.accept("  " + line);
            last = line;
        }
        shown = lines.size();
    }
}
