package io.ripcord.container.api;

import io.ripcord.api.trust.Digest;

/**
 * A container of ours as the engine shows it.
 *
 * @param id the engine's
 * @param chute the chute it belongs to
 * @param digest as it was given in {@link ContainerSpec}
 * @param image the artifact it was made from
 * @param status for people: {@code running}, {@code created}, {@code Exited (1)}
 */
public record Container(
        String id,
        String chute,
        String name,
        String version,
        Digest digest,
        Digest image,
        boolean running,
        String status) {}
