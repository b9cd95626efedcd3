package io.ripcord.api.domain;

import io.ripcord.api.change.UnitId;
import io.ripcord.api.json.JsonObject;
import java.util.List;

/**
 * A domain's part of the effective document.
 *
 * @param wanted as desired, both layers merged
 * @param derived what other domains' expansions put here
 */
public record Section(JsonObject wanted, List<Derived> derived) {
    public static final Section EMPTY = new Section(JsonObject.EMPTY, List.of());

    public Section {
        derived = List.copyOf(derived);
    }

    public static Section of(JsonObject wanted) {
        return new Section(wanted, List.of());
    }

    /** The derived entries that belong to one unit. */
    public List<Derived> derivedOf(UnitId owner) {
        return derived.stream().filter(entry -> entry.owner().equals(owner)).toList();
    }
}
