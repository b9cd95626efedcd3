package io.ripcord.container.api;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;

/**
 * What a chute may take of the device.
 *
 * @param cpuShares weight against the other chutes when the CPU is short, 2 to 1024
 * @param memory bytes, swap included, 6 MiB to 64 GiB; a chute that wants more is ended
 * @param pids processes and threads, 4 to 4096
 */
public record Limits(int cpuShares, long memory, int pids) {
    /** The least that container engines take: 6 MiB. */
    public static final long MIN_MEMORY = 6L << 20;

    public static final long MAX_MEMORY = 64L << 30;
    static final int DEFAULT_SHARES = 512;
    static final long DEFAULT_MEMORY = 64L << 20;
    static final int DEFAULT_PIDS = 64;

    /** Reads the members that are there and takes the default for each that is not. */
    static Limits from(Fields fields) {
        return new Limits(
                (int) fields.whole("cpuShares", 2, 1024, DEFAULT_SHARES),
                fields.whole("memory", MIN_MEMORY, MAX_MEMORY, DEFAULT_MEMORY),
                (int) fields.whole("pids", 4, 4096, DEFAULT_PIDS));
    }

    JsonObject into(JsonObject json) {
        return json.with("cpuShares", cpuShares).with("memory", memory).with("pids", pids);
    }
}
