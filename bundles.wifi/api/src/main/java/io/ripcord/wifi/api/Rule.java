package io.ripcord.wifi.api;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;

/** What a domain asks of the firewall, as an entry of the {@code firewall} section; all else stays closed. */
public sealed interface Rule permits PortForward, OpenPort, Masquerade, ZoneMember, BridgePort {

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
            case OpenPort.KIND -> OpenPort.from(fields);
            case Masquerade.KIND -> Masquerade.from(fields);
            case ZoneMember.KIND -> ZoneMember.from(fields);
            case BridgePort.KIND -> BridgePort.from(fields);
            default ->
                throw fields.bad(
                        "rule",
                        "it is no kind of rule",
                        "write " + PortForward.KIND + ", " + OpenPort.KIND + ", " + Masquerade.KIND + ", "
                                + ZoneMember.KIND + " or " + BridgePort.KIND);
        };
        fields.end();
        return rule;
    }
}
