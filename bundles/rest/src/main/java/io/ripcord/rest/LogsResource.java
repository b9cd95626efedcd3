package io.ripcord.rest;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Command;
import io.ripcord.api.message.CommandHandler;
import io.ripcord.api.rest.Answer;
import io.ripcord.api.rest.Call;
import io.ripcord.api.rest.Failure;
import io.ripcord.api.rest.Resource;
import io.ripcord.api.rest.Route;
import io.ripcord.api.trust.Role;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** What chutes write, as it comes, by the command that the console uses too; at most 16 readers at once. */
@Component(service = Resource.class)
public final class LogsResource implements Resource {
    private static final int READERS = 16;

    private final List<CommandHandler> handlers = new CopyOnWriteArrayList<>();
    private final Semaphore places = new Semaphore(READERS);

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addHandler(CommandHandler handler) {
        handlers.add(handler);
    }

    void removeHandler(CommandHandler handler) {
        handlers.remove(handler);
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.of("GET", "chutes/{name}/logs", Role.VIEWER, this::logs));
    }

    private Answer logs(Call call) {
        var handler = handlers.stream()
                .filter(candidate -> candidate.name().equals(Command.CHUTE_LOGS))
                .findAny()
                .orElseThrow(() -> Failure.notNow("Chutes are not started on this device; ask again later."));
        var arguments = JsonObject.EMPTY
                .with("chute", call.name("name"))
                .with("lines", call.request().number("lines", 0, 10_000, 100))
                .with("follow", call.request().flag("follow"));
        return new Answer.Text(out -> copy(handler, arguments, out));
    }

    private void copy(CommandHandler handler, JsonObject arguments, OutputStream out)
            throws IOException, InterruptedException {
        if (!places.tryAcquire()) {
            throw Failure.notNow(READERS + " others read logs already; end one, or ask again later.");
        }
        try {
            handler.handle(arguments, chunk -> {
                out.write(chunk.getBytes(StandardCharsets.UTF_8));
                out.flush();
            });
        } catch (BadDocument e) {
            throw Failure.malformed("The request is malformed: " + e.getMessage() + ".");
        } catch (Refusal e) {
            throw Failure.of(e);
        } finally {
            places.release();
        }
    }
}
