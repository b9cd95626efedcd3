package io.ripcord.api.change;

import io.ripcord.api.json.BadDocument;
import java.util.List;

/** What succeeds or fails as one: {@code features/greeter}, {@code chutes/hello-web}, {@code system}, {@code network}. */
public record UnitId(String domain, String name) implements Comparable<UnitId> {
    /** What brings the board onto its networks, in the order of its making: one unit together, {@code network}. */
    public static final List<String> NETWORK_PLANE = List.of("network", "firewall", "wifi", "dhcp");

    /** A domain that is one unit as a whole; for a domain of the network plane, the plane. */
    public static UnitId whole(String domain) {
        return new UnitId(NETWORK_PLANE.contains(domain) ? NETWORK_PLANE.getFirst() : domain, "");
    }

    /** The document's sections of which the unit is made, or in one of which it is an entry. */
    public List<String> sections() {
        return isWhole() && NETWORK_PLANE.contains(domain) ? NETWORK_PLANE : List.of(domain);
    }

    public static UnitId parse(String text) {
        int slash = text.indexOf('/');
        if (text.isEmpty() || slash == 0) {
            throw new BadDocument(text, "it is no unit", "write domain or domain/name");
        }
        return slash < 0 ? whole(text) : new UnitId(text.substring(0, slash), text.substring(slash + 1));
    }

    /** True if the unit is its whole domain. */
    public boolean isWhole() {
        return name.isEmpty();
    }

    @Override
    public int compareTo(UnitId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return name.isEmpty() ? domain : domain + "/" + name;
    }
}
