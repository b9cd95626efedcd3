package io.ripcord.system.time;

import io.ripcord.api.host.Host;
import io.ripcord.api.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * How the clock follows the servers, as chronyc tells it.
 *
 * @param source the server that is believed; empty while none is
 * @param offset by how many seconds the clock was off when a server last answered; below zero when it was late
 */
record Tracking(Optional<String> source, double offset) {
    static final Tracking NONE = new Tracking(Optional.empty(), 0);
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final int SOURCE = 1;
    private static final int LAST_OFFSET = 5;
    private static final int LEAP = 13;
    private static final double MUCH = 1;

    /** Asks the one of this board; one that does not answer follows nobody. */
    static Tracking ask(Host host) throws InterruptedException {
        try {
            var answer = host.run(LIMIT, "chronyc", "-h", "127.0.0.1", "-c", "-n", "tracking");
            return answer.ok() ? parse(answer.out()) : NONE;
        } catch (IOException _) {
            return NONE;
        }
    }

    /** chronyc's 14 values, separated by commas. */
    static Tracking parse(String line) {
        var values = line.strip().split(",", -1);
        try {
            return values.length <= LEAP || values[LEAP].equals("Not synchronised")
                    ? NONE
                    : new Tracking(Optional.of(values[SOURCE]), Double.parseDouble(values[LAST_OFFSET]));
        } catch (NumberFormatException _) {
            return NONE;
        }
    }

    /** Whether the clock shows what the servers say, but for what is being slewed away. */
    boolean isRight() {
        return source.isPresent() && Math.abs(offset) < MUCH;
    }

    /** Nothing that changes while all is well. */
    JsonObject into(JsonObject json) {
        var told = json.with("right", isRight());
        told = source.isPresent() ? told.with("source", source.get()) : told;
        return source.isPresent() && !isRight() ? told.with("wrongBySeconds", Math.round(offset)) : told;
    }
}
