package io.ripcord.agent;

import io.ripcord.api.message.Event;
import io.ripcord.api.message.Hello;
import io.ripcord.api.message.Renewal;
import io.ripcord.api.message.StateReport;
import java.time.Instant;
import java.util.Optional;

/** What a {@link Session} tells the console, taken from the device at the moment it is told. */
interface Contents {
    long bootEpoch();

    Instant now();

    Hello hello(long sequence);

    StateReport report(long sequence);

    /** The oldest event that the console's database does not have. */
    Optional<Event> oldestEvent();

    /** The request for a new certificate, when the present one runs out soon. */
    Optional<Renewal> renewal();

    void acknowledged(long bootEpoch, long sequence);
}
