package io.ripcord.api.rest;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.trust.Users;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * A request that passed the gate.
 *
 * @param names what stands in the place of the pattern's braces
 * @param user who asks; empty on an open route
 */
public record Call(Request request, Map<String, String> names, Optional<Users.User> user) {

    public String name(String key) {
        var value = names.get(key);
        if (value == null) {
            throw new IllegalStateException("the route has no {" + key + "}");
        }
        return value;
    }

    /** The name of who asks, for the history. */
    public String author() {
        return user.orElseThrow().name();
    }

    public JsonObject json() throws IOException {
        return request.body().json();
    }
}
