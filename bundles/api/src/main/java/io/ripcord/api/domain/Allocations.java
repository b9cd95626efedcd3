package io.ripcord.api.domain;

import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The values that the device chose itself and keeps (subnets, addresses, ports, tokens). Kept on disk before the first
 * step that uses them; freed when their owner is gone. Not thread-safe: used while planning only.
 */
@ProviderType
public interface Allocations {

    /**
     * The value that the owner holds of this kind, or the first candidate that nobody holds.
     *
     * @param kind the pool: {@code subnet}
     * @param owner who holds it: {@code chutes/hello-web}
     * @throws IllegalStateException if the candidates are used up
     */
    String claim(String kind, String owner, Stream<String> candidates);

    Optional<String> held(String kind, String owner);
}
