package io.ripcord.api.message;

import io.ripcord.api.json.JsonObject;
import java.time.Instant;

/**
 * Something that happened. One with a sequence above 0 is kept on the device and sent again, one after the other, until
 * a {@link Ack} names it; (device, bootEpoch, sequence) tells a repetition. Sequence 0 is not kept and not acknowledged.
 *
 * @param bootEpoch the boot in which it happened, perhaps an earlier one
 * @param name one of the constants here, or a domain's own; lower case and dashes
 * @param text one sentence for people
 * @param detail members by event; at most {@link #MAX_DETAIL} bytes as text
 */
public record Event(long bootEpoch, long sequence, Instant at, String name, String text, JsonObject detail)
        implements UpMessage {
    public static final String KIND = "event";
    public static final int MAX_DETAIL = 32 * 1024;
    public static final int MAX_TEXT = 4096;

    /** A change waits for its confirmation; detail {@code change}. Answered by the command {@link Command#CONFIRM}. */
    public static final String CONFIRM = "confirm";

    /** A fleet generation was not accepted; detail {@code generation}, {@code reason}: it is settled as refused. */
    public static final String REFUSED = "desired-refused";

    /** A change ended; detail {@code change}, a ChangeRecord with its progress shortened. */
    public static final String SETTLED = "settled";

    /** A file was found damaged; detail {@code file}, below the state folder, and {@code instead}. */
    public static final String STORAGE_DAMAGED = "storage-damaged";

    /** The disk cannot be written; detail {@code reason}. */
    public static final String STORAGE_FAILING = "storage-failing";

    /** The disk can be written again. */
    public static final String STORAGE_RECOVERED = "storage-recovered";

    /** The device started; detail {@code base}, {@code safeMode}, {@code fallback}. */
    public static final String STARTED = "started";

    @Override
    public String kind() {
        return KIND;
    }

    /** @throws io.ripcord.api.json.BadDocument naming the place that is wrong */
    public static Event parse(byte[] payload) {
        var fields = Wire.read(payload);
        var event = new Event(
                Wire.counter(fields, "bootEpoch"),
                Wire.counter(fields, "sequence"),
                fields.instant("at"),
                fields.text("name", 1, 64),
                fields.text("text", 0, MAX_TEXT),
                fields.rawObject("detail"));
        fields.end();
        return event;
    }

    @Override
    public byte[] encode() {
        return Wire.write(JsonObject.EMPTY
                .with("bootEpoch", bootEpoch)
                .with("sequence", sequence)
                .with("at", at.toString())
                .with("name", name)
                .with("text", text)
                .with("detail", detail));
    }
}
