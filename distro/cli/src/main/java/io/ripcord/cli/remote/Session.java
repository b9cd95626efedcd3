package io.ripcord.cli.remote;

import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.cli.Shell;
import io.ripcord.lab.Home;
import java.util.List;
import java.util.Optional;

/** What a remote command has around it: whom to ask, and where its words go. */
public final class Session {
    private final Shell shell;
    private final Where where;
    private final Wire.Opener wires;

    public Session(Shell shell, Where where, Wire.Opener wires) {
        this.shell = shell;
        this.where = where;
        this.wires = wires;
    }

    public Shell shell() {
        return shell;
    }

    public Home home() {
        return shell.checkout().home();
    }

    public void say(String line) {
        shell.say(line);
    }

    /** True when machines read the answer. */
    public boolean json() {
        return where.json;
    }

    /** The answer for machines. */
    public void print(Json json) {
        shell.say(JsonText.pretty(json));
    }

    /** True when the device itself is asked. */
    public boolean local() {
        return where.local;
    }

    /** The device that the options name: itself, or at its console. */
    public Remote remote() {
        return remote(Optional.empty());
    }

    /** That device at the console, else the one that the options name. */
    public Remote remote(Optional<String> device) {
        var root = root(where.local);
        return where.local
                ? root
                : new Remote(root.wire(), Remote.ROOT + "/devices/" + device.orElseGet(() -> device(root)));
    }

    /** The server that the options name. */
    public Remote root() {
        return root(where.local);
    }

    /** The device itself or the console, whatever the options say. */
    public Remote root(boolean local) {
        var access = access(local);
        return new Remote(wires.open(access, access.token()), Remote.ROOT);
    }

    /** The server that the options name, without a token: to get one. */
    public Remote anonymous() {
        return new Remote(wires.open(access(), Optional.empty()), Remote.ROOT);
    }

    public Access access() {
        return access(where.local);
    }

    private Access access(boolean local) {
        return Access.of(local, home(), local == where.local ? where : new Where());
    }

    private String device(Remote console) {
        if (where.device != null) {
            return where.device;
        }
        var ids = devices(console).stream()
                .map(device -> device.string("id").orElseThrow())
                .toList();
        if (ids.size() == 1) {
            return ids.getFirst();
        }
        throw new RemoteFailure(
                ids.isEmpty()
                        ? "The console knows no device; put one into the fleet: ./ripcord enrol, or ask the device itself with --local."
                        : "The console knows " + ids.size() + " devices; name one with --device: " + ids);
    }

    /** All devices that the console knows. */
    public static List<JsonObject> devices(Remote console) {
        return objects(console.rootGet("devices"), "devices");
    }

    /** The objects in an array of an answer. */
    public static List<JsonObject> objects(JsonObject answer, String name) {
        return answer
                .get(name)
                .filter(JsonArray.class::isInstance)
                .map(array -> ((JsonArray) array).items())
                .orElse(List.of())
                .stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .toList();
    }
}
