package io.ripcord.wifi.hostapd;

import io.ripcord.api.domain.Allocations;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Keeps what was chosen, as the engine's own does. */
final class Numbered implements Allocations {
    private final Map<String, String> held = new HashMap<>();

    @Override
    public String claim(String kind, String owner, Stream<String> candidates) {
        return held.computeIfAbsent(
                kind + " " + owner,
                key -> candidates
                        .filter(value -> held.entrySet().stream()
                                .noneMatch(other -> other.getKey().startsWith(kind + " ")
                                        && other.getValue().equals(value)))
                        .findFirst()
                        .orElseThrow());
    }

    @Override
    public Optional<String> held(String kind, String owner) {
        return Optional.ofNullable(held.get(kind + " " + owner));
    }
}
