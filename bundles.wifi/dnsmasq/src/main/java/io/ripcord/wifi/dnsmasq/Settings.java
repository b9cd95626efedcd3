package io.ripcord.wifi.dnsmasq;

import io.ripcord.wifi.api.ServedNetwork;
import io.ripcord.wifi.dnsmasq.document.Served;
import java.nio.file.Path;

/**
 * The settings of one network's dnsmasq that it reads only when it starts, as dnsmasq(8) reads them. Every value that
 * gets here is of a checked type none of which can hold a line's end, a quote, a comma or {@code #}.
 */
final class Settings {
    /** More static leases than a document can have: a further one must need no restart. */
    private static final int MOST_LEASES = 4096;

    private final StringBuilder text = new StringBuilder();

    private Settings() {}

    /**
     * Of a server that keeps what it lent, and is told the rest, in the files of its place.
     *
     * @param told where each kind of what it is told lies, less its kind
     */
    static String of(ServedNetwork network, Served served, Path leases, String told) {
        var settings = new Settings();
        settings.process(network, leases);
        settings.addresses(network, served, told);
        settings.names(served, told);
        return settings.text.toString();
    }

    private void process(ServedNetwork network, Path leases) {
        line("keep-in-foreground");
        line("log-facility=-");
        line("quiet-dhcp");
        line("quiet-dhcp6");
        line("quiet-ra");
        line("pid-file=");
        line("user=nobody");
        line("bind-dynamic");
        line("interface=" + network.bridge());
        line("except-interface=lo");
        line("dhcp-leasefile=" + leases);
    }

    private void addresses(ServedNetwork network, Served served, String told) {
        var first = network.subnet().network();
        line("dhcp-authoritative");
        line("dhcp-lease-max=" + Math.min(65_536, served.last() - served.first() + 1 + MOST_LEASES));
        line("dhcp-range=" + first.plus(served.first()) + "," + first.plus(served.last()) + "," + served.leaseSeconds()
                + "s");
        line("dhcp-option=option:router," + network.address());
        line("dhcp-option=option:dns-server," + network.address());
        line("dhcp-hostsfile=" + told + Told.HOSTS);
        line("dhcp-optsfile=" + told + Told.OPTIONS);
        if ((network.ipv6().isPresent() || network.delegated()) && served.advertisements()) {
            line("enable-ra");
            line("dhcp-range=::,constructor:" + network.bridge() + ",ra-stateless,ra-names," + served.leaseSeconds()
                    + "s");
            line("dhcp-option=option6:dns-server,[::]");
        }
    }

    private void names(Served served, String told) {
        var names = served.names();
        line("no-hosts");
        line("addn-hosts=" + told + Told.NAMES);
        line("domain-needed");
        line("bogus-priv");
        line("stop-dns-rebind");
        names.rebinding().forEach(domain -> line("rebind-domain-ok=/" + domain + "/"));
        line("domain=" + names.domain());
        line("local=/" + names.domain() + "/");
        line("dhcp-fqdn");
        if (!names.upstream().isEmpty()) {
            line("no-resolv");
            line("servers-file=" + told + Told.SERVERS);
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
