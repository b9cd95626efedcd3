package io.ripcord.api.change;

import io.ripcord.api.json.BadDocument;

/** What succeeds or fails as one: {@code features/greeter}, {@code chutes/hello-web}, {@code system}. */
public record UnitId(String domain, String name) implements Comparable<UnitId> {

    /** A domain that is one unit as a whole. */
    public static UnitId whole(String domain) {
        return new UnitId(domain, "");
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
