package io.ripcord.agent;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Command;
import io.ripcord.api.message.CommandHandler;

/** Answers at once. */
record Ping(long bootEpoch) implements CommandHandler {
    @Override
    public String name() {
        return Command.PING;
    }

    @Override
    public JsonObject handle(JsonObject arguments, Sink sink) {
        return JsonObject.EMPTY.with("bootEpoch", bootEpoch).with("uptimeSeconds", DeviceContents.uptimeSeconds());
    }
}
