package io.ripcord.api.message;

import io.ripcord.api.json.BadDocument;

/** What a console says to one device, on {@code .../dn/{kind}}. */
public sealed interface DownMessage permits DesiredNotice, Block, Command, Ack, Certificate {

    /** The last segment of its topic. */
    String kind();

    /** @throws IllegalArgumentException if it would be larger than {@link Packet#MAX_PAYLOAD} */
    byte[] encode();

    default Packet to(Topics topics) {
        return Packet.of(topics.down(kind()), encode());
    }

    /** @throws BadDocument if the payload is not exactly one message of that kind */
    static DownMessage parse(String kind, byte[] payload) {
        return switch (kind) {
            case DesiredNotice.KIND -> DesiredNotice.parse(payload);
            case Block.KIND -> Block.parse(payload);
            case Command.KIND -> Command.parse(payload);
            case Ack.KIND -> Ack.parse(payload);
            case Certificate.KIND -> Certificate.parse(payload);
            default -> throw new BadDocument("", "no message of a console is of this kind", "see docs/protocol.md");
        };
    }
}
