package io.ripcord.api.domain;

import io.ripcord.api.change.UnitId;
import io.ripcord.api.json.JsonObject;

/**
 * An entry that an expansion puts into another domain's section.
 *
 * @param owner the unit it belongs to and fails with
 * @param domain the domain it goes to
 * @param key its key in that section's {@code derived} object
 */
public record Derived(UnitId owner, String domain, String key, JsonObject entry) {}
