package io.ripcord.agent;

import io.ripcord.api.artifact.Fetcher;
import io.ripcord.api.disk.Storage;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.host.Facts;
import io.ripcord.api.host.Host;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Command;
import io.ripcord.api.message.CommandHandler;
import io.ripcord.api.message.CommandResult;
import io.ripcord.api.message.Event;
import io.ripcord.api.message.Links;
import io.ripcord.api.state.States;
import io.ripcord.api.trust.DeviceIdentity;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent as a component: gathers its parts. */
@Component(
        service = {},
        immediate = true)
public final class AgentComponent {
    private static final Logger LOG = LoggerFactory.getLogger(AgentComponent.class);

    private final Collection<CommandHandler> handlers = new CopyOnWriteArrayList<>();
    private final Collection<Controller> controllers = new CopyOnWriteArrayList<>();
    private final Agent agent;
    private final ConsolePath path;
    private final List<AutoCloseable> listening;

    @Activate
    public AgentComponent(
            @Reference DeviceIdentity identity,
            @Reference States states,
            @Reference Links links,
            @Reference Facts facts,
            @Reference Host host,
            @Reference BrokerSwitch broker,
            @Reference BlockFetcher fetcher,
            @Reference ConsolePath path,
            @Reference Storage storage) {
        var folder = facts.state().resolve("outbox");
        var contents = new DeviceContents(
                facts,
                identity,
                states,
                new Outbox(host, folder, facts.bootEpoch()),
                this::domains,
                this::capabilities);
        var acceptor = new Acceptor(states, (Fetcher) fetcher, this::record, Acceptor.RETRY);
        this.agent = new Agent(new Agent.Parts(identity, links, broker, fetcher, contents, acceptor));
        agent.record(Event.STARTED, "the device started", start(facts));
        this.listening = List.of(
                states.listen(agent::changed),
                broker.listen(agent::look),
                storage.listen(notice -> record(notice.name(), notice.text(), notice.detail())));
        this.path = path;
        path.walkedBy(agent);
        agent.start(commands(identity, facts, new Restarter(host, folder, safeModeExit(facts))));
    }

    /** A restart on command is the operator's way to have all tried again. */
    private static Optional<Path> safeModeExit(Facts facts) {
        return facts.safeMode()
                ? Optional.of(facts.state().resolve("launcher").resolve("leave-safe-mode"))
                : Optional.empty();
    }

    private static JsonObject start(Facts facts) {
        var start = JsonObject.EMPTY
                .with("base", facts.baseVersion())
                .with("safeMode", facts.safeMode())
                .with("fallback", facts.fallback());
        return facts.ownEnd().map(reason -> start.with("lastEnd", reason)).orElse(start);
    }

    @Deactivate
    void deactivate() {
        path.leftBy(agent);
        for (var each : listening) {
            try {
                each.close();
            } catch (Exception e) {
                LOG.warn("a listener could not be removed", e);
            }
        }
        agent.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindHandler(CommandHandler handler) {
        handlers.add(handler);
    }

    void unbindHandler(CommandHandler handler) {
        handlers.remove(handler);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindController(Controller controller) {
        controllers.add(controller);
    }

    void unbindController(Controller controller) {
        controllers.remove(controller);
    }

    private Commands commands(DeviceIdentity identity, Facts facts, Restarter restarter) {
        var book = new CommandBook();
        restarter
                .last()
                .ifPresent(id -> book.ended(new CommandResult(id, CommandResult.Status.DONE, "", JsonObject.EMPTY)));
        handlers.add(new Ping(facts.bootEpoch()));
        return new Commands(book, this::handler, identity::trustedNow, restarter::restart, agent::say);
    }

    private void record(String name, String text, JsonObject detail) {
        agent.record(name, text, detail);
    }

    private Optional<CommandHandler> handler(String name) {
        return handlers.stream().filter(handler -> handler.name().equals(name)).findFirst();
    }

    private Map<String, Integer> domains() {
        return controllers.stream()
                .collect(Collectors.toMap(Controller::domain, Controller::schemaVersion, Math::max, TreeMap::new));
    }

    private List<String> capabilities() {
        var builtIn = Stream.of("blocks", Command.RESTART, Command.CONFIRM, Command.CANCEL);
        return Stream.concat(builtIn, handlers.stream().map(CommandHandler::name))
                .distinct()
                .sorted()
                .toList();
    }
}
