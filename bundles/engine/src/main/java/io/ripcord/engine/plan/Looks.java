package io.ripcord.engine.plan;

import io.ripcord.api.json.JsonObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Domains observed side by side: each starts programs or asks servers, and waits for them. Used by one thread. */
final class Looks implements AutoCloseable {
    private final Map<Domain, FutureTask<JsonObject>> looks = new HashMap<>();

    Looks(List<Domain> domains) {
        for (var domain : domains) {
            var look = new FutureTask<>(domain::observe);
            looks.put(domain, look);
            Thread.ofVirtual().name("look at " + domain.name()).start(look);
        }
    }

    /**
     * What this one saw, waited for.
     *
     * @throws IOException if it cannot see, or does not answer in time
     */
    JsonObject of(Domain domain) throws IOException, InterruptedException {
        try {
            return Objects.requireNonNull(looks.get(domain), domain::name).get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case RuntimeException bug -> throw bug;
                case Error error -> throw error;
                case null, default -> throw new IOException("the look at " + domain.name() + " was ended", e);
            }
        }
    }

    /** Ends the looks that nobody waits for any more. */
    @Override
    public void close() {
        looks.values().forEach(look -> look.cancel(true));
    }
}
