package io.ripcord.api.host;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names and addresses under which a browser may reach this device: what its certificate is made out to, and what a
 * request's Host may say (any other is a rebound name).
 *
 * @param names lower case, without a port; IPv6 addresses without brackets
 */
public record LocalNames(Set<String> names) {

    public LocalNames {
        names = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(names));
    }

    /** Those of a board: loopback, its LAN address, {@code ripcord}, {@code ripcord.lan}, its id and that in mDNS. */
    public static LocalNames of(Facts facts, String deviceId) {
        return new LocalNames(new LinkedHashSet<>(List.of(
                "localhost",
                "127.0.0.1",
                "::1",
                facts.lanAddress(),
                "ripcord",
                "ripcord.lan",
                deviceId,
                deviceId + ".local")));
    }

    /** True if a Host header, with or without a port, names this device. */
    public boolean knows(String host) {
        return names.contains(withoutPort(host).toLowerCase(Locale.ROOT));
    }

    /** True if an Origin header is the https origin of that Host header. */
    public static boolean sameOrigin(String origin, String host) {
        return origin.equalsIgnoreCase("https://" + host);
    }

    private static String withoutPort(String host) {
        if (host.startsWith("[")) {
            int end = host.indexOf(']');
            return end < 0 ? host : host.substring(1, end);
        }
        int colon = host.indexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }
}
