package io.ripcord.agent;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.message.Packet;
import io.ripcord.api.message.Topics;
import java.util.Optional;

/** What happens to a {@link Session}. Connections are numbered from 1 in each boot; what an old one says is ignored. */
sealed interface Input {
    /** Which broker to talk to, as whom; empty while the device is in no fleet. */
    record Aim(Optional<Target> target) implements Input {}

    record Target(String broker, Topics topics) {}

    /** Connected and subscribed. */
    record Opened(long connection) implements Input {}

    /** It could not be opened, or ended. */
    record Lost(long connection, String reason) implements Input {}

    record Received(long connection, Packet packet) implements Input {}

    record Changed(ChangeRecord change) implements Input {}

    /** An event was put into the outbox. */
    record Recorded() implements Input {}

    /** A change that could cut the device off begins: is somebody there, and where. */
    record Probe(String change) implements Input {}

    /** A confirm window opened. */
    record Challenge(String change) implements Input {}

    /** Time went by. */
    record Tick() implements Input {}

    record Stop(String reason) implements Input {}
}
