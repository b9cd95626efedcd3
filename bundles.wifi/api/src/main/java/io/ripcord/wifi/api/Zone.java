package io.ripcord.wifi.api;

import io.ripcord.api.json.BadDocument;
import java.util.regex.Pattern;

/** A set of interfaces that the firewall treats alike: 1 to 12 lower-case letters, digits, dashes, a letter first. */
public record Zone(String name) implements Comparable<Zone> {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,11}");

    /** The side towards the Internet. */
    public static final Zone WAN = new Zone("wan");
    /** The side of people who may govern the device. */
    public static final Zone LAN = new Zone("lan");
    /** People who may reach the Internet and nobody else. */
    public static final Zone GUEST = new Zone("guest");
    /** Tenants' applications. */
    public static final Zone CHUTE = new Zone("chute");

    /** @throws BadDocument unless it is such a name */
    public Zone {
        if (!NAME.matcher(name).matches()) {
            throw new BadDocument("", "it is no name of a zone", "write up to 12 lower-case letters, digits, dashes");
        }
    }

    @Override
    public int compareTo(Zone other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
