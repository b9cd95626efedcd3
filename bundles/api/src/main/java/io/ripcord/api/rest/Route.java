package io.ripcord.api.rest;

import io.ripcord.api.trust.Role;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A method and a path, who may ask, and who answers.
 *
 * @param pattern segments below {@code /api/v1}; {@code {name}} stands for any one segment
 * @param role the least role that may ask; empty: everybody
 */
public record Route(String method, List<String> pattern, Optional<Role> role, Handler handler) {

    /** Answers one call. */
    @FunctionalInterface
    public interface Handler {
        Answer answer(Call call) throws IOException, InterruptedException;
    }

    /** A route for users of at least that role. */
    public static Route of(String method, String path, Role role, Handler handler) {
        return new Route(method, List.of(path.split("/", -1)), Optional.of(role), handler);
    }

    /** A route for everybody: it asks for a secret itself. */
    public static Route open(String method, String path, Handler handler) {
        return new Route(method, List.of(path.split("/", -1)), Optional.empty(), handler);
    }

    /** The names in the path if it fits. */
    public Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != pattern.size()) {
            return Optional.empty();
        }
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < path.size(); i++) {
            var wanted = pattern.get(i);
            if (wanted.startsWith("{")) {
                names.put(wanted.substring(1, wanted.length() - 1), path.get(i));
            } else if (!wanted.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(names);
    }
}
