package io.ripcord.wifi.nftables.document;

import io.ripcord.api.json.BadDocument;
import java.util.regex.Pattern;

/**
 * One port or several that follow each other: {@code 22}, {@code 6000-6010}.
 *
 * @param first 1 to 65535
 * @param last not before the first
 */
public record PortRange(int first, int last) {
    private static final Pattern RANGE = Pattern.compile("([1-9][0-9]{0,4})(?:-([1-9][0-9]{0,4}))?");
    private static final int MOST = 65_535;

    public PortRange {
        if (first < 1 || last < first || last > MOST) {
            throw noPorts();
        }
    }

    /** @throws BadDocument unless the text is such a range */
    public static PortRange parse(String text) {
        var match = RANGE.matcher(text);
        if (!match.matches()) {
            throw noPorts();
        }
        int first = Integer.parseInt(match.group(1));
        return new PortRange(first, match.group(2) == null ? first : Integer.parseInt(match.group(2)));
    }

    public boolean contains(int port) {
        return port >= first && port <= last;
    }

    /** True if some port is in both. */
    public boolean overlaps(PortRange other) {
        return first <= other.last && other.first <= last;
    }

    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }

    private static BadDocument noPorts() {
        return new BadDocument("", "it is no port", "write 1 to 65535, or two of them as in 6000-6010");
    }
}
