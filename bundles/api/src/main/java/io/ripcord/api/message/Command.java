package io.ripcord.api.message;

import io.ripcord.api.json.JsonObject;
import java.time.Instant;

/**
 * Something to be done once, that does not change the desired state. The same id is done once and answered each time;
 * its packet carries correlation data (returned with every answer) and expires with the deadline.
 *
 * @param id unique for the console: letters, digits, dashes, dots; at most {@link #MAX_ID}
 * @param name who handles it: {@link CommandHandler#name()}, or one of the constants here
 * @param deadline after which it is neither begun nor continued
 */
public record Command(String id, String name, JsonObject arguments, Instant deadline) implements DownMessage {
    public static final String KIND = "command";
    public static final int MAX_ID = 64;

    /** Answers at once, with {@code bootEpoch} and {@code uptimeSeconds}. */
    public static final String PING = "ping";

    /** Says hello again: the console may have missed the first one. */
    public static final String HELLO = "hello";

    /** Restarts the device process, after its result was sent. */
    public static final String RESTART = "restart";

    /** Answers a confirm window; arguments {@code change}. Counts only on a connection opened after the window was. */
    public static final String CONFIRM = "confirm";

    /** Ends a running command; arguments {@code command}: its id. */
    public static final String CANCEL = "cancel";

    /** A chute's output: arguments {@code chute}, {@code lines}, {@code follow}; given as {@link LogChunk}s. */
    public static final String CHUTE_LOGS = "chute-logs";

    private static final java.util.regex.Pattern ID = java.util.regex.Pattern.compile("[A-Za-z0-9.-]{1,64}");

    @Override
    public String kind() {
        return KIND;
    }

    /** @throws io.ripcord.api.json.BadDocument naming the place that is wrong */
    public static Command parse(byte[] payload) {
        var fields = Wire.read(payload);
        var command = new Command(
                fields.text("id", ID),
                fields.text("name", 1, 64),
                fields.rawObject("arguments"),
                fields.instant("deadline"));
        fields.end();
        return command;
    }

    @Override
    public byte[] encode() {
        return Wire.write(JsonObject.EMPTY
                .with("id", id)
                .with("name", name)
                .with("arguments", arguments)
                .with("deadline", deadline.toString()));
    }
}
