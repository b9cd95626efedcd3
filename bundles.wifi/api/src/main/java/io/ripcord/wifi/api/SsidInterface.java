package io.ripcord.wifi.api;

import java.util.regex.Pattern;

/**
 * The interface on which a radio offers one SSID: {@code wl0-1}; with a VLAN's number behind it, {@code wl0-1.20}, where
 * stations are whose key puts them there. They come, go and join their bridges by the domain {@code wifi} alone.
 *
 * @param radio the radio's number, 0 to 999
 * @param number 0 to 63; 0 holds the radio and offers nothing
 */
public record SsidInterface(int radio, int number) {
    private static final Pattern NAME = Pattern.compile("wl[0-9]{1,3}-[0-9]{1,2}(\\.[0-9]{1,4})?");

    public InterfaceName name() {
        return new InterfaceName("wl" + radio + "-" + number);
    }

    /** Whether an interface of that name is of a radio. */
    public static boolean is(String name) {
        return NAME.matcher(name).matches();
    }
}
