package io.ripcord.cli.remote;

import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonString;
import java.util.Optional;
import java.util.TreeSet;

/** The entries of one domain: what is wanted beside what is there. */
public final class Entries {
    private final Session session;
    private final String domain;

    public Entries(Session session, String domain) {
        this.session = session;
        this.domain = domain;
    }

    public void list() {
        var remote = session.remote();
        var wanted = section(remote.get("state").object("effective"));
        var reported = section(Optional.of(remote.get("reported")));
        if (session.json()) {
            session.print(JsonObject.EMPTY.with("wanted", wanted).with("reported", reported));
            return;
        }
        var names = new TreeSet<>(wanted.names());
        names.addAll(reported.names());
        var table = new Table("NAME", "WANTED", "THERE", "VERSION", "STATE");
        names.forEach(name -> table.row(
                name,
                wanted.object(name)
                        .map(entry -> flag(entry, "running", true) ? "yes" : "stopped")
                        .orElse("no"),
                reported.object(name).isPresent() ? "yes" : "no",
                reported.object(name)
                        .flatMap(entry -> entry.get("version"))
                        .or(() -> wanted.object(name).flatMap(entry -> entry.get("version")))
                        .map(Entries::plain)
                        .orElse("-"),
                reported.object(name).map(Entries::state).orElse("-")));
        table.lines().forEach(session::say);
    }

    private JsonObject section(Optional<JsonObject> document) {
        return document.flatMap(json -> json.object("domains"))
                .flatMap(domains -> domains.object(domain))
                .orElse(JsonObject.EMPTY);
    }

    private static String state(JsonObject entry) {
        return entry.string("state").orElseGet(() -> flag(entry, "running", false) ? "running" : "stopped");
    }

    private static boolean flag(JsonObject entry, String name, boolean absent) {
        return entry.get(name).map(value -> value.equals(Json.of(true))).orElse(absent);
    }

    private static String plain(Json value) {
        return value instanceof JsonString(var text) ? text : value.text();
    }
}
