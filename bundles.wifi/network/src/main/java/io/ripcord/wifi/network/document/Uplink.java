package io.ripcord.wifi.network.document;

import io.ripcord.api.json.Fields;
import io.ripcord.wifi.api.Address;
import java.util.Optional;
import java.util.OptionalInt;

/** How the board gets its address of one family on the side towards the Internet. */
public sealed interface Uplink {

    /**
     * By a DHCP client; for IPv6 also by the router's advertisements.
     *
     * @param prefixLength how large a prefix for the networks is asked for, 48 to 64; empty for what the provider gives
     */
    record Leased(OptionalInt prefixLength) implements Uplink {}

    /** As written down. */
    record Fixed(Cidr address, Optional<Address> gateway) implements Uplink {}

    /** This family is left as it is found. */
    record Absent() implements Uplink {}

    /** How it is written: {@code dhcp}, {@code static} or {@code off}. */
    enum Method {
        DHCP,
        STATIC,
        OFF
    }

    static Uplink from(Fields wan, String name, boolean six) {
        var fields = wan.optionalObject(name);
        return fields.isEmpty() ? new Absent() : read(fields.get(), six);
    }

    private static Uplink read(Fields fields, boolean six) {
        Uplink uplink = switch (fields.choice("method", Method.class)) {
            case DHCP -> leased(fields, six);
            case STATIC -> fixed(fields, six);
            case OFF -> new Absent();
        };
        fields.end();
        return uplink;
    }

    private static Leased leased(Fields fields, boolean six) {
        return new Leased(
                six
                        ? fields.optionalWhole("prefixLength", 48, 64).stream()
                                .mapToInt(Long::intValue)
                                .findFirst()
                        : OptionalInt.empty());
    }

    private static Fixed fixed(Fields fields, boolean six) {
        var address = fields.value("address", 64, Cidr::parse);
        var gateway = fields.optionalValue("gateway", 64, Address::parse);
        if (address.isV6() != six || !address.isUsable()) {
            throw fields.bad("address", "the board cannot have it here", "write an IPv" + (six ? 6 : 4) + " address");
        }
        if (gateway.filter(router -> !address.prefix().contains(router) || router.equals(address.address()))
                .isPresent()) {
            throw fields.bad(
                    "gateway", "it is no other computer in " + address.prefix(), "write the router's address in there");
        }
        return new Fixed(address, gateway);
    }
}
