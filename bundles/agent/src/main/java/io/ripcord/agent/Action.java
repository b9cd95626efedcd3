package io.ripcord.agent;

import io.ripcord.api.message.Block;
import io.ripcord.api.message.Certificate;
import io.ripcord.api.message.Command;
import io.ripcord.api.message.DesiredNotice;
import io.ripcord.api.message.UpMessage;
import java.util.Optional;

/** What a {@link Session} wants done. */
sealed interface Action {
    record Open(long connection, Input.Target target) implements Action {}

    /** End it in order, or stop opening it. */
    record Close(long connection) implements Action {}

    record Send(UpMessage message) implements Action {}

    record Accept(DesiredNotice notice) implements Action {}

    record Deliver(Block block) implements Action {}

    record Run(Command command, Optional<byte[]> correlation) implements Action {}

    record Renew(Certificate certificate) implements Action {}

    /** For the log. */
    record Note(String sentence) implements Action {}
}
