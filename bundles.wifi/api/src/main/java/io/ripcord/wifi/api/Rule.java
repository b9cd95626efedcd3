package io.ripcord.wifi.api;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import java.util.function.Function;

/** What a domain asks of the firewall, as an entry of the {@code firewall} section; all else stays closed. */
public sealed interface Rule permits PortForward, Masquerade {

    JsonObject json();

    /**
     * @param path where the entry stands, for messages
     * @throws BadDocument naming the place that is wrong
     */
    static Rule parse(JsonObject json, String path) {
        var fields = Fields.of(json, path);
        var kind = fields.text("rule", 1, 32);
        Rule rule = switch (kind) {
            case PortForward.KIND -> PortForward.from(fields);
            case Masquerade.KIND -> Masquerade.from(fields);
            default ->
                throw fields.bad(
                        "rule", "it is no kind of rule", "write " + PortForward.KIND + " or " + Masquerade.KIND);
        };
        fields.end();
        return rule;
    }

    /** Reads a member that is a checked value, so that a refusal names the member. */
    static <T> T value(Fields fields, String name, Function<String, T> read) {
        try {
            return read.apply(fields.text(name, 1, 64));
        } catch (BadDocument e) {
            throw e.path().isEmpty() ? fields.bad(name, e.reason(), e.remedy()) : e;
        }
    }
}
