package io.ripcord.container.api;

import io.ripcord.api.trust.Digest;
import java.nio.file.Path;

/**
 * A container as it is to be made. What is not here is the same for all: no capability, no new privileges, a read-only
 * root, a small {@code /tmp}, an init process, no restart by the engine.
 *
 * @param name its name in the engine
 * @param digest of all that makes this container what it is: how it is recognised later
 * @param address its IPv4 address in the network
 * @param data the folder that it sees as {@code /data}
 */
public record ContainerSpec(Chute chute, String name, Digest digest, ChuteNetwork network, String address, Path data) {}
