package io.ripcord.container.api;

/**
 * A chute's own network: a bridge that no other chute is on.
 *
 * @param chute the chute it belongs to
 * @param name its name in the engine
 * @param bridge the interface, which is there before the engine makes a network of it
 * @param subnet IPv4: {@code 10.210.0.16/28}
 * @param gateway the bridge's own address, where the chute asks for names
 */
public record ChuteNetwork(String chute, String name, String bridge, String subnet, String gateway) {}
