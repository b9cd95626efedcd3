package io.ripcord.api.message;

import io.ripcord.api.json.BadDocument;

/** What a device says to its console, on {@code .../up/{kind}}. */
public sealed interface UpMessage
        permits Hello, StateReport, Want, Progress, Event, LogChunk, CommandResult, Bye, Renewal {

    /** The last segment of its topic. */
    String kind();

    /** @throws IllegalArgumentException if it would be larger than {@link Packet#MAX_PAYLOAD} */
    byte[] encode();

    default Packet to(Topics topics) {
        return Packet.of(topics.up(kind()), encode());
    }

    /** @throws BadDocument if the payload is not exactly one message of that kind */
    static UpMessage parse(String kind, byte[] payload) {
        return switch (kind) {
            case Hello.KIND -> Hello.parse(payload);
            case StateReport.KIND -> StateReport.parse(payload);
            case Want.KIND -> Want.parse(payload);
            case Progress.KIND -> Progress.parse(payload);
            case Event.KIND -> Event.parse(payload);
            case LogChunk.KIND -> LogChunk.parse(payload);
            case CommandResult.KIND -> CommandResult.parse(payload);
            case Bye.KIND -> Bye.parse(payload);
            case Renewal.KIND -> Renewal.parse(payload);
            default -> throw new BadDocument("", "no message of a device is of this kind", "see docs/protocol.md");
        };
    }
}
