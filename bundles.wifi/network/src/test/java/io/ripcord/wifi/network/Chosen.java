package io.ripcord.wifi.network;

import io.ripcord.api.domain.Allocations;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps what was chosen, as the engine does. */
final class Chosen implements Allocations {
    private final Map<String, String> values = new LinkedHashMap<>();

    @Override
    public String claim(String kind, String owner, Stream<String> candidates) {
        return values.computeIfAbsent(
                kind + " " + owner,
                key -> candidates
                        .filter(value -> values.entrySet().stream()
                                .noneMatch(entry -> entry.getKey().startsWith(kind + " ")
                                        && entry.getValue().equals(value)))
                        .findFirst()
                        .orElseThrow());
    }

    @Override
    public Optional<String> held(String kind, String owner) {
        return Optional.ofNullable(values.get(kind + " " + owner));
    }
}
