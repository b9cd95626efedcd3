package io.ripcord.container.chutes;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Command;
import io.ripcord.api.message.CommandHandler;
import io.ripcord.container.api.Container;
import io.ripcord.container.api.ContainerRuntime;
import java.io.IOException;
import java.util.Comparator;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a chute writes to its standard output and error, as it comes. */
@Component
public final class ChuteLogs implements CommandHandler {
    private static final int MAX_LINES = 10_000;

    private final ContainerRuntime runtime;

    @Activate
    public ChuteLogs(@Reference ContainerRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public String name() {
        return Command.CHUTE_LOGS;
    }

    @Override
    public JsonObject handle(JsonObject arguments, Sink sink) throws Refusal, IOException, InterruptedException {
        var fields = Fields.of(arguments, "");
        var chute = fields.text("chute", 1, 64);
        int lines = (int) fields.whole("lines", 0, MAX_LINES, 100);
        boolean follow = fields.flag("follow", false);
        fields.end();
        runtime.logs(container(chute).id(), lines, follow, new TextStream(sink));
        return JsonObject.EMPTY;
    }

    /** The one that runs, if any. */
    private Container container(String chute) throws Refusal, IOException, InterruptedException {
        return runtime.containers().stream()
                .filter(one -> one.chute().equals(chute))
                .max(Comparator.comparing(Container::running))
                .orElseThrow(() -> new Refusal(
                        "There is no container of a chute " + chute,
                        "See the device's reported state for the chutes it has"));
    }
}
