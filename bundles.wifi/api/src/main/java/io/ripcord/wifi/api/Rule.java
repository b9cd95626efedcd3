package io.ripcord.wifi.api;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import java.util.List;
import java.util.function.Function;

/** What a domain asks of the firewall, as an entry of the {@code firewall} section; all else stays closed. */
public sealed interface Rule permits PortForward, Masquerade, ZoneMember, BridgePort {

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
            case ZoneMember.KIND -> ZoneMember.from(fields);
            case BridgePort.KIND -> BridgePort.from(fields);
            default ->
                throw fields.bad(
                        "rule",
                        "it is no kind of rule",
                        "write " + PortForward.KIND + ", " + Masquerade.KIND + ", " + ZoneMember.KIND + " or "
                                + BridgePort.KIND);
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

    /** Reads a member that is a list of checked values, so that a refusal names the member. */
    static <T> List<T> values(Fields fields, String name, int most, Function<String, T> read) {
        try {
            return fields.texts(name, most, 64).stream().map(read).toList();
        } catch (BadDocument e) {
            throw e.path().isEmpty() ? fields.bad(name, e.reason(), e.remedy()) : e;
        }
    }
}
