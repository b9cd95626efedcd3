package io.ripcord.console.fleet;

import io.ripcord.api.host.Facts;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonText;
import io.ripcord.console.api.ConsoleFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads {@code etc/console.json}. */
@Component
public final class ConsoleDescription implements ConsoleFacts {
    private final List<String> addresses;
    private final int httpsPort;
    private final int mqttPort;
    private final String tenant;

    @Activate
    public ConsoleDescription(@Reference Facts facts) throws IOException {
        this(Files.readAllBytes(facts.etc().resolve("console.json")));
    }

    ConsoleDescription(byte[] json) {
        var fields = Fields.of(JsonText.parseObject(json), "console.json");
        addresses = fields.texts("addresses", 16, 253);
        httpsPort = (int) fields.whole("httpsPort", 1, 65535, 8440);
        mqttPort = (int) fields.whole("mqttPort", 1, 65535, 8883);
        tenant = fields.optionalText("tenant", 1, 64).orElse("default");
        fields.end();
        if (addresses.isEmpty()) {
            throw fields.bad("addresses", "it is empty", "list the name or address that devices reach the console by");
        }
    }

    @Override
    public List<String> addresses() {
        return addresses;
    }

    @Override
    public int httpsPort() {
        return httpsPort;
    }

    @Override
    public int mqttPort() {
        return mqttPort;
    }

    @Override
    public String tenant() {
        return tenant;
    }
}
