package io.ripcord.wifi.dnsmasq.document;

import io.ripcord.api.json.BadDocument;
import java.util.regex.Pattern;

/** A name in the DNS as hosts may have it (RFC 1123): labels of letters, digits and dashes, joined by dots. */
public record HostName(String text) implements Comparable<HostName> {
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    /** @throws BadDocument unless it is such a name, in lower case */
    public HostName {
        if (!NAME.matcher(text).matches()) {
            throw new BadDocument("", "it is no host name", "write lower-case letters, digits, dashes and dots");
        }
    }

    /** @throws BadDocument unless it is a name without dots */
    public static HostName label(String text) {
        var name = new HostName(text);
        if (text.indexOf('.') >= 0) {
            throw new BadDocument("", "it has more than one label", "write it without dots: the domain is added");
        }
        return name;
    }

    @Override
    public int compareTo(HostName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
