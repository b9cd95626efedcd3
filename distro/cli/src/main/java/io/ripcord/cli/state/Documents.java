package io.ripcord.cli.state;

import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonString;
import io.ripcord.cli.remote.Remote;
import io.ripcord.cli.remote.RemoteFailure;
import io.ripcord.cli.remote.Session;
import java.util.List;

/** What was wanted when: the domains of effective documents. */
record Documents(Remote remote) {

    JsonObject now() {
        return domains(remote.get("state"));
    }

    JsonObject after(String change) {
        return history().stream()
                .filter(entry -> text(entry, "change").equals(change))
                .findFirst()
                .map(Documents::domains)
                .orElseThrow(() -> new RemoteFailure("The change " + change
                        + " is not among the last settled ones; ripcord state history lists them."));
    }

    /** What was wanted before the newest settled generation; nothing when that was the first. */
    JsonObject lastButOne() {
        return history().stream().skip(1).findFirst().map(Documents::domains).orElse(JsonObject.EMPTY);
    }

    private List<JsonObject> history() {
        return Session.objects(remote.get("history"), "history");
    }

    private static JsonObject domains(JsonObject answer) {
        return answer.object("effective")
                .flatMap(document -> document.object("domains"))
                .orElse(JsonObject.EMPTY);
    }

    /** A member as plain text. */
    static String text(JsonObject object, String name) {
        return object.get(name).map(Documents::plain).orElse("-");
    }

    static String plain(Json value) {
        return value instanceof JsonString(var text) ? text : value.text();
    }
}
