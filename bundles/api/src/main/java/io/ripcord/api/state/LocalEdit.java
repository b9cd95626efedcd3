package io.ripcord.api.state;

import io.ripcord.api.json.JsonObject;

/**
 * An administrator's edit of the local layer.
 *
 * @param basedOn the local generation that the author saw
 * @param patch merge patch (RFC 7396) of {@code domains}: {@code {"features": {"greeter": {...}}}}; null removes a
 *     local value. An entry that the fleet gave is removed by {@code false} in its place.
 * @param author the user's name, for the history
 */
public record LocalEdit(long basedOn, JsonObject patch, String author) {}
