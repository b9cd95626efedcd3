package io.ripcord.wifi.hostapd;

import io.ripcord.wifi.api.SsidInterface;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** An interface of a radio with all that it takes to make it again. */
record Piece(String radio, String iface, SortedMap<String, byte[]> files, Applied applied) {
    private static final String PASSWORD = "sae_password=";
    private static final String FIRST = "-0";

    Piece {
        files = new TreeMap<>(files);
    }

    /** Whether it is the one on which its radio is held. */
    boolean first() {
        return iface.endsWith(FIRST);
    }

    boolean hasPsk() {
        return files.containsKey(Access.PSK);
    }

    /** The interfaces of its VLANs. */
    List<String> vlans() {
        return text(Access.VLAN)
                .lines()
                .map(line -> line.split(" "))
                .filter(words -> words.length == 3 && SsidInterface.is(words[1]))
                .map(words -> words[1])
                .toList();
    }

    /** The passwords of WPA3, as they stand in its file. */
    List<String> passwords() {
        return text(Access.CONF)
                .lines()
                .filter(line -> line.startsWith(PASSWORD))
                .map(line -> line.substring(PASSWORD.length()))
                .toList();
    }

    private String text(String kind) {
        return new String(files.getOrDefault(kind, new byte[0]), StandardCharsets.UTF_8);
    }

    /** Never shows the keys. */
    @Override
    public String toString() {
        return iface;
    }
}
