package io.ripcord.system;

import ch.qos.logback.classic.LoggerContext;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.disk.Storage;
import io.ripcord.api.domain.Allocations;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.domain.Derived;
import io.ripcord.api.domain.Problem;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Step;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.host.Daemons;
import io.ripcord.api.host.Facts;
import io.ripcord.api.host.Host;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.message.BrokerChoice;
import io.ripcord.system.time.TimeKeeping;
import io.ripcord.wifi.api.ServedNetwork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.LoggerFactory;

/** Owns the domain {@code system}, one unit. Broker and log levels are gone with the JVM; a start sets them again from the document. */
@Component
public final class SystemController implements Controller {
    private static final String DOMAIN = "system";

    private static final String TIME = "time";
    private static final String LOG = "log";
    private static final String NETWORK = "network:";

    private final BrokerChoice broker;
    private final Storage storage;
    private final LogLevels log;
    private final JsonObject schema;
    private final HostName name;
    private final TimeKeeping time;

    @Activate
    public SystemController(
            @Reference BrokerChoice broker,
            @Reference Storage storage,
            @Reference Facts facts,
            @Reference Host host,
            @Reference Daemons daemons)
            throws IOException {
        this(
                broker,
                storage,
                new LogbackLevels((LoggerContext) LoggerFactory.getILoggerFactory()),
                HostName.of(host),
                new TimeKeeping(facts, host, daemons));
    }

    SystemController(BrokerChoice broker, Storage storage, LogLevels log, HostName name, TimeKeeping time)
            throws IOException {
        this.broker = broker;
        this.storage = storage;
        this.log = log;
        this.name = name;
        this.time = time;
        try (var in = SystemController.class.getResourceAsStream("system.schema.json")) {
            this.schema = JsonText.parseObject(in == null ? new byte[0] : in.readAllBytes());
        }
    }

    @Override
    public String domain() {
        return DOMAIN;
    }

    @Override
    public int schemaVersion() {
        return 1;
    }

    @Override
    public JsonObject schema() {
        return schema;
    }

    @Override
    public boolean unitPerEntry() {
        return false;
    }

    @Override
    public List<Problem> validate(Section section) {
        try {
            SystemSection.parse(section.wanted());
            return List.of();
        } catch (BadDocument e) {
            return List.of(new Problem(e.path(), e.reason(), e.remedy()));
        }
    }

    /** Networks are told of the time by their DHCP servers. */
    @Override
    public List<Derived> expand(JsonObject wanted, Allocations allocations) {
        return SystemSection.parse(wanted).time().lan()
                ? List.of(new Derived(UnitId.whole(DOMAIN), "dhcp", "time", JsonObject.EMPTY.with("served", true)))
                : List.of();
    }

    @Override
    public JsonObject observe() throws IOException, InterruptedException {
        var json = JsonObject.EMPTY;
        var called = name.now();
        json = called.isPresent() ? json.with("name", called.get()) : json;
        var other = broker.override();
        json = other.isPresent() ? json.with("broker", other.get()) : json;
        var kept = time.observe();
        json = kept.isEmpty() ? json : json.with(TIME, kept);
        var levels = levels(log.set());
        json = levels.isEmpty() ? json : json.with(LOG, levels);
        var disk = storage();
        return disk.isEmpty() ? json : json.with("storage", disk);
    }

    private static JsonObject levels(Map<String, LogLevel> set) {
        var levels = JsonObject.EMPTY;
        for (var level : set.entrySet()) {
            levels = levels.with(level.getKey(), Fields.wireName(level.getValue()));
        }
        return levels;
    }

    /** What is wrong with the disk; empty while nothing is. */
    private JsonObject storage() {
        var disk = JsonObject.EMPTY;
        var trouble = storage.trouble();
        if (trouble.isPresent()) {
            disk = disk.with("trouble", trouble.get());
        }
        var damaged = storage.damaged();
        return damaged.isEmpty() ? disk : disk.with("damaged", JsonArray.ofTexts(damaged));
    }

    @Override
    public List<Unit> plan(Section section, JsonObject observed, Allocations allocations) {
        var wanted = SystemSection.parse(section.wanted());
        List<Step> steps = new ArrayList<>();
        if (!wanted.name().equals(observed.string("name"))) {
            steps.add(name.to(wanted.name()));
        }
        if (!levels(wanted.log()).equals(observed.object(LOG).orElse(JsonObject.EMPTY))) {
            steps.add(new Swap<>("set log levels " + wanted.log(), log::set, log::set, wanted.log()));
        }
        boolean otherBroker = !wanted.broker().equals(observed.string("broker"));
        if (otherBroker) {
            steps.add(new Swap<>(
                    "talk to the broker " + wanted.broker().orElse("of the enrolment"),
                    broker::override,
                    broker::override,
                    wanted.broker()));
        }
        var change = time.change(
                wanted.time(), networks(section), observed.object(TIME).orElse(JsonObject.EMPTY));
        steps.addAll(change.steps());
        return steps.isEmpty() ? List.of() : List.of(new SystemUnit(UnitId.whole(DOMAIN), steps, otherBroker, change));
    }

    private static Map<String, ServedNetwork> networks(Section section) {
        Map<String, ServedNetwork> networks = new TreeMap<>();
        section.derived().stream()
                .filter(entry -> entry.key().startsWith(NETWORK))
                .forEach(entry -> networks.put(
                        entry.key().substring(NETWORK.length()), ServedNetwork.parse(entry.entry(), entry.key())));
        return networks;
    }
}
