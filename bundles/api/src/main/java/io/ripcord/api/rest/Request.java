package io.ripcord.api.rest;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request, free of the container.
 *
 * @param path segments below {@code /api/v1}
 * @param query the first value of each parameter
 * @param host the Host header, empty when absent
 * @param remote the address it came from
 * @param connection what tells its connection from all others
 */
public record Request(
        String method,
        List<String> path,
        Map<String, String> query,
        String host,
        Optional<String> origin,
        Optional<String> authorization,
        String remote,
        String connection,
        Body body) {

    public Request {
        path = List.copyOf(path);
        query = Map.copyOf(query);
    }

    /** A whole number of the query. */
    public long number(String name, long min, long max, long absent) {
        var text = query.get(name);
        if (text == null) {
            return absent;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw Failure.malformed("The parameter " + name + " is no whole number from " + min + " to " + max + ".");
    }

    /** True or false of the query; false when absent. */
    public boolean flag(String name) {
        return switch (query.getOrDefault(name, "false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Failure.malformed("The parameter " + name + " is neither true nor false.");
        };
    }
}
