package io.ripcord.system;

import ch.qos.logback.classic.LoggerContext;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.disk.Storage;
import io.ripcord.api.domain.Allocations;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.domain.Problem;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Step;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.message.BrokerChoice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.LoggerFactory;

/** Owns the domain {@code system}, one unit. What it set is gone with the JVM; a start sets it again from the document. */
@Component
public final class SystemController implements Controller {
    private static final String DOMAIN = "system";

    private static final String STORAGE = "storage";

    private final BrokerChoice broker;
    private final Storage storage;
    private final LogLevels log;
    private final JsonObject schema;
    private final AtomicReference<Optional<String>> name = new AtomicReference<>(Optional.empty());
    private final AtomicReference<List<String>> timeServers = new AtomicReference<>(List.of());

    @Activate
    public SystemController(@Reference BrokerChoice broker, @Reference Storage storage) throws IOException {
        this(broker, storage, new LogbackLevels((LoggerContext) LoggerFactory.getILoggerFactory()));
    }

    SystemController(BrokerChoice broker, Storage storage, LogLevels log) throws IOException {
        this.broker = broker;
        this.storage = storage;
        this.log = log;
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

    @Override
    public JsonObject observe() {
        var present = present().json();
        var disk = storage();
        return disk.names().isEmpty() ? present : present.with(STORAGE, disk);
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
        var there = SystemSection.parse(observed.without(STORAGE));
        List<Step> steps = new ArrayList<>();
        if (!wanted.name().equals(there.name())) {
            steps.add(new Swap<>(
                    "name the device " + wanted.name().orElse("by its id"), name::get, name::set, wanted.name()));
        }
        if (!wanted.timeServers().equals(there.timeServers())) {
            steps.add(new Swap<>(
                    "note the time servers " + wanted.timeServers() + " (kept and reported; no time service runs)",
                    timeServers::get,
                    timeServers::set,
                    wanted.timeServers()));
        }
        if (!wanted.log().equals(there.log())) {
            steps.add(new Swap<>("set log levels " + wanted.log(), log::set, log::set, wanted.log()));
        }
        boolean otherBroker = !wanted.broker().equals(there.broker());
        if (otherBroker) {
            steps.add(new Swap<>(
                    "talk to the broker " + wanted.broker().orElse("of the enrolment"),
                    broker::override,
                    broker::override,
                    wanted.broker()));
        }
        return steps.isEmpty() ? List.of() : List.of(new SystemUnit(UnitId.whole(DOMAIN), steps, otherBroker));
    }

    private SystemSection present() {
        return new SystemSection(name.get(), broker.override(), timeServers.get(), log.set());
    }
}
