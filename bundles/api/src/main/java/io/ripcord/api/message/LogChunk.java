package io.ripcord.api.message;

import io.ripcord.api.json.JsonObject;

/**
 * A piece of text that a running command gives, before its {@link CommandResult}.
 *
 * @param command the command's id; the packet carries its correlation data too
 * @param sequence counter of the command's chunks, from 0
 * @param text at most {@link #MAX_TEXT} characters, cut anywhere
 */
public record LogChunk(String command, long sequence, String text) implements UpMessage {
    public static final String KIND = "log";
    public static final int MAX_TEXT = 16 * 1024;

    @Override
    public String kind() {
        return KIND;
    }

    /** @throws io.ripcord.api.json.BadDocument naming the place that is wrong */
    public static LogChunk parse(byte[] payload) {
        var fields = Wire.read(payload);
        var chunk = new LogChunk(
                fields.text("command", 1, Command.MAX_ID),
                Wire.counter(fields, "sequence"),
                fields.text("text", 0, MAX_TEXT));
        fields.end();
        return chunk;
    }

    @Override
    public byte[] encode() {
        return Wire.write(JsonObject.EMPTY
                .with("command", command)
                .with("sequence", sequence)
                .with("text", text));
    }
}
