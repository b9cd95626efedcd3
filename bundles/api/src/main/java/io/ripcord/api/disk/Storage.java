package io.ripcord.api.disk;

import io.ripcord.api.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** What is known of the disk under the device's state. Safe for use by many threads. */
@ProviderType
public interface Storage {

    /** Why writing fails at present, as a sentence; empty while it works. */
    Optional<String> trouble();

    /** The files that were found damaged since the start, relative to the state folder; at most 32. */
    List<String> damaged();

    /**
     * Hears what becomes known from now on and, at once, what was known before.
     *
     * @param listener called by whoever found it; must not wait
     */
    AutoCloseable listen(Consumer<Notice> listener);

    /** Something to tell the operator; the members are those of {@link io.ripcord.api.message.Event}. */
    record Notice(String name, String text, JsonObject detail) {}
}
