package io.ripcord.wifi.network;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.wifi.network.document.Cidr;
import io.ripcord.wifi.network.document.Network;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * An interface as the kernel has it, or should.
 *
 * @param ours whether it bears the mark of the device, which made it or governs its addresses
 * @param mac its Ethernet address; empty where it has none, and in what is wanted
 * @param master the bridge that it is a port of
 * @param mtu empty in what is wanted: as it is
 * @param addresses those that somebody set: neither leased ones nor link-local ones
 */
record Link(
        String name,
        Kind kind,
        boolean ours,
        String mac,
        Optional<String> master,
        OptionalInt mtu,
        boolean up,
        SortedSet<Cidr> addresses) {
    private static final Comparator<Cidr> BY_TEXT = Comparator.comparing(Cidr::toString);

    /** What the kernel takes it for. */
    sealed interface Kind {
        record Bridge() implements Kind {}

        record Vlan(String parent, int id) implements Kind {}

        record Wireguard() implements Kind {}

        /** Anything else; the device neither makes nor deletes it. */
        record Other() implements Kind {}
    }

    Link {
        addresses = sorted(addresses);
    }

    static SortedSet<Cidr> sorted(Iterable<Cidr> addresses) {
        var all = new TreeSet<>(BY_TEXT);
        addresses.forEach(all::add);
        return all;
    }

    boolean isBridge() {
        return kind instanceof Kind.Bridge;
    }

    /** Whether it is there because the device made it. */
    boolean isMade() {
        return ours && !(kind instanceof Kind.Other);
    }

    /** Whether it is the bridge of a network of the document, and not one that another domain asked for. */
    boolean isNetwork() {
        return ours && isBridge() && name.startsWith(Network.BRIDGE);
    }

    /** The same, up and so. */
    Link as(boolean nowOurs, Optional<String> nowMaster, int nowMtu, SortedSet<Cidr> nowAddresses) {
        return new Link(name, kind, nowOurs, mac, nowMaster, OptionalInt.of(nowMtu), true, nowAddresses);
    }

    Link raised() {
        return new Link(name, kind, ours, mac, master, mtu, true, addresses);
    }

    /** The same, governed and with larger packets if it has only smaller ones. */
    Link carrying(int most) {
        return mtu.orElse(most) >= most
                ? this
                : new Link(name, kind, true, mac, master, OptionalInt.of(most), up, addresses);
    }

    JsonObject json() {
        var json = JsonObject.EMPTY
                .with("governed", ours)
                .with("up", up)
                .with(
                        "addresses",
                        JsonArray.ofTexts(addresses.stream().map(Cidr::toString).toList()));
        json = switch (kind) {
            case Kind.Bridge() -> json.with("kind", "bridge");
            case Kind.Vlan(var parent, var id) ->
                json.with("kind", "vlan").with("parent", parent).with("id", id);
            case Kind.Wireguard() -> json.with("kind", "wireguard");
            case Kind.Other() -> json.with("kind", "interface");
        };
        if (mtu.isPresent()) {
            json = json.with("mtu", mtu.getAsInt());
        }
        return master.isPresent() ? json.with("bridge", master.get()) : json;
    }

    static Link parse(String name, Fields fields) {
        return new Link(
                name,
                switch (fields.text("kind", 1, 9)) {
                    case "bridge" -> new Kind.Bridge();
                    case "vlan" -> new Kind.Vlan(fields.text("parent", 1, 15), (int) fields.whole("id", 0, 4095));
                    case "wireguard" -> new Kind.Wireguard();
                    default -> new Kind.Other();
                },
                fields.flag("governed", false),
                "",
                fields.optionalText("bridge", 1, 15),
                fields.optionalWhole("mtu", 0, Integer.MAX_VALUE).stream()
                        .mapToInt(Long::intValue)
                        .findFirst(),
                fields.flag("up", false),
                sorted(fields.texts("addresses", 4096, 64).stream()
                        .map(Cidr::parse)
                        .toList()));
    }
}
