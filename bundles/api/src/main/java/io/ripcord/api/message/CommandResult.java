package io.ripcord.api.message;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;

/**
 * How a command ended. A repeated command is answered with the same result again.
 *
 * @param command the command's id; the packet carries its correlation data too
 * @param message one sentence for people: why, what to do; empty when done
 * @param result what the command gives, at most 64 KiB as text
 */
public record CommandResult(String command, Status status, String message, JsonObject result) implements UpMessage {
    public static final String KIND = "result";

    /** How it ended. */
    public enum Status {
        DONE,
        /** It was tried and did not work. */
        FAILED,
        /** Nobody on this device knows the command. */
        UNKNOWN,
        /** Its deadline passed before it began or ended. */
        LATE,
        /** Too many commands run already. */
        BUSY,
        /** The command {@link Command#CANCEL} ended it. */
        CANCELLED
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** @throws io.ripcord.api.json.BadDocument naming the place that is wrong */
    public static CommandResult parse(byte[] payload) {
        var fields = Wire.read(payload);
        var result = new CommandResult(
                fields.text("command", 1, Command.MAX_ID),
                fields.choice("status", Status.class),
                fields.text("message", 0, 4096),
                fields.rawObject("result"));
        fields.end();
        return result;
    }

    @Override
    public byte[] encode() {
        return Wire.write(JsonObject.EMPTY
                .with("command", command)
                .with("status", Fields.wireName(status))
                .with("message", message)
                .with("result", result));
    }
}
