package io.ripcord.wifi.hostapd;

/**
 * Writes hostapd's files: a directive a line, all behind the first {@code =} its value, nothing quoted. So a value that
 * holds a line's end could be a second directive, and one with NUL would be cut short: neither is ever written.
 */
final class Directives {
    private static final int LONGEST = 2000;

    private final StringBuilder text = new StringBuilder();

    /** @throws IllegalArgumentException if the value cannot be written so that it is read as it is; without the value */
    Directives line(String name, String value) {
        if (value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the value of " + name + " cannot be written in hostapd's file");
        }
        text.append(name).append('=').append(value).append('\n');
        return this;
    }

    Directives line(String name, long value) {
        return line(name, Long.toString(value));
    }

    Directives flag(String name, boolean value) {
        return line(name, value ? 1 : 0);
    }

    String text() {
        return text.toString();
    }
}
