package io.ripcord.wifi.nftables.document;

import io.ripcord.api.json.Fields;
import io.ripcord.wifi.api.Mac;
import io.ripcord.wifi.api.Prefix;
import java.util.ArrayList;
import java.util.List;

/** Senders that several rules name together: IP addresses and ranges, Ethernet addresses. */
public record AddressSet(List<Prefix> prefixes, List<Mac> macs) {
    private static final int MOST = 4096;

    public AddressSet {
        prefixes = List.copyOf(prefixes);
        macs = List.copyOf(macs);
    }

    static AddressSet from(Fields fields) {
        List<Prefix> prefixes = new ArrayList<>(fields.values("addresses", MOST, 64, Prefix::parse));
        return new AddressSet(prefixes, fields.values("macs", MOST, 64, Mac::new));
    }
}
