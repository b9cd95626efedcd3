package io.ripcord.wifi.network.document;

import io.ripcord.api.json.BadDocument;
import io.ripcord.wifi.api.InterfaceName;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * An interface of the board, or one 802.1Q VLAN of it, written as {@code lan1} and {@code lan1.20}.
 *
 * @param parent the interface of the board
 * @param vlan 1 to 4094; empty for the interface itself
 */
public record Port(InterfaceName parent, OptionalInt vlan) implements Comparable<Port> {
    private static final Pattern VLAN = Pattern.compile("(.+)\\.([1-9][0-9]{0,3})");
    private static final int MOST_VLAN = 4094;

    /** @throws BadDocument unless the text is one */
    public static Port parse(String text) {
        var name = new InterfaceName(text);
        var match = VLAN.matcher(text);
        if (!match.matches()) {
            return new Port(name, OptionalInt.empty());
        }
        int vlan = Integer.parseInt(match.group(2));
        if (vlan > MOST_VLAN) {
            throw new BadDocument("", vlan + " is no VLAN", "write 1 to " + MOST_VLAN);
        }
        return new Port(new InterfaceName(match.group(1)), OptionalInt.of(vlan));
    }

    /** The interface that carries it. */
    public String name() {
        return vlan.isPresent() ? parent.text() + "." + vlan.getAsInt() : parent.text();
    }

    @Override
    public int compareTo(Port other) {
        return name().compareTo(other.name());
    }

    @Override
    public String toString() {
        return name();
    }
}
