package io.ripcord.cli.device;

import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonBoolean;
import io.ripcord.api.json.JsonNumber;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonString;
import io.ripcord.cli.remote.Session;
import io.ripcord.cli.remote.Table;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the fleet's devices, and takes one out. */
@Command(name = "device", description = "The fleet's devices.", mixinStandardHelpOptions = true)
public final class DeviceCommand {
    private final Session session;

    public DeviceCommand(Session session) {
        this.session = session;
    }

    @Command(name = "ls", description = "All devices, and how they are.", mixinStandardHelpOptions = true)
    int ls() {
        var remote = session.root();
        var devices = session.local() ? List.of(remote.get("device")) : Session.devices(remote);
        if (session.json()) {
            List<Json> items = List.copyOf(devices);
            session.print(JsonObject.EMPTY.with("devices", new JsonArray(items)));
            return 0;
        }
        var table = new Table("DEVICE", "MODEL", "CLASS", "BASE", "ONLINE", "UP FOR", "GENERATION", "OUTCOME");
        devices.forEach(device -> table.row(
                text(device, "id"),
                text(device, "model"),
                text(device, "class"),
                text(device, "base"),
                text(device, "online"),
                uptime(device),
                text(device, "generation"),
                text(device, "outcome")));
        table.lines().forEach(session::say);
        return 0;
    }

    @Command(name = "show", description = "One device.", mixinStandardHelpOptions = true)
    int show(
            @Parameters(arity = "0..1", paramLabel = "ID", description = "Which; not needed when there is one.")
                    @Nullable
                    String id) {
        var device = session.remote(Optional.ofNullable(id)).get("device");
        if (session.json()) {
            session.print(device);
            return 0;
        }
        device.members().keySet().forEach(name -> session.say("%-14s %s".formatted(name, text(device, name))));
        return 0;
    }

    @Command(
            name = "remove",
            description = "Takes a device out of the fleet: it is cut off at once and comes back by enrol only.",
            mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "ID", description = "Which.") String id) {
        session.root(false).rootDelete("devices/" + id);
        session.say(id + " is no device of the fleet any more.");
        return 0;
    }

    private static String text(JsonObject device, String name) {
        return device.get(name)
                .map(value -> switch (value) {
                    case JsonString(var text) -> text;
                    case JsonBoolean flag -> flag.value() ? "yes" : "no";
                    default -> value.text();
                })
                .orElse("-");
    }

    private static String uptime(JsonObject device) {
        return device.get("uptimeSeconds")
                .filter(JsonNumber.class::isInstance)
                .map(seconds -> ((JsonNumber) seconds).value().longValue())
                .map(Duration::ofSeconds)
                .map(DeviceCommand::words)
                .orElse("-");
    }

    private static String words(Duration age) {
        if (age.toDays() > 0) {
            return age.toDays() + " d " + age.toHoursPart() + " h";
        }
        if (age.toHours() > 0) {
            return age.toHours() + " h " + age.toMinutesPart() + " min";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + " min" : age.toSeconds() + " s";
    }
}
