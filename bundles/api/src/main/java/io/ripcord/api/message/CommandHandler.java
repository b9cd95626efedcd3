package io.ripcord.api.message;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.json.JsonObject;
import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Does one kind of command, for the fleet's console and for local REST alike. Registered as a service by the domain that
 * can; may come and go. Safe for use by many threads.
 */
@ConsumerType
public interface CommandHandler {

    /** The command's name: {@code chute-logs}. */
    String name();

    /**
     * Does it on a virtual thread of its own, which is interrupted at the deadline and when nobody listens any more.
     *
     * @param sink takes what comes before the end
     * @return what goes into the result; may be empty
     * @throws Refusal if it cannot be done, with a remedy
     * @throws io.ripcord.api.json.BadDocument if the arguments are wrong
     */
    JsonObject handle(JsonObject arguments, Sink sink) throws Refusal, IOException, InterruptedException;

    /** Takes text as it comes; the writer waits while the reader is slow. */
    interface Sink {
        /** @throws IOException if nobody listens any more: the handler ends then */
        void text(String chunk) throws IOException, InterruptedException;
    }
}
