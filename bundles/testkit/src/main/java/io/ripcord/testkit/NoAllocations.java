package io.ripcord.testkit;

import io.ripcord.api.domain.Allocations;
import java.util.Optional;
import java.util.stream.Stream;

/** For a domain that chooses nothing by itself; to be asked is a mistake. */
public final class NoAllocations implements Allocations {
    @Override
    public String claim(String kind, String owner, Stream<String> candidates) {
        throw new IllegalStateException("this domain chooses nothing, and asked for a " + kind);
    }

    @Override
    public Optional<String> held(String kind, String owner) {
        return Optional.empty();
    }
}
