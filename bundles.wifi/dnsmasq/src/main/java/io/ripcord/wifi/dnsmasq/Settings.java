package io.ripcord.wifi.dnsmasq;

import io.ripcord.wifi.api.ServedNetwork;
import io.ripcord.wifi.dnsmasq.document.Served;
import io.ripcord.wifi.dnsmasq.document.StaticLease;
import java.nio.file.Path;

/**
 * The settings of one network's dnsmasq, as dnsmasq(8) reads them. Every value that gets here is of a checked type none of
 * which can hold a line's end, a quote, a comma or {@code #}; the values of options can hold commas, which dnsmasq takes
 * as a list.
 */
final class Settings {
    /** RFC 2132, 8.3. */
    private static final int TIME_SERVERS = 42;

    private final StringBuilder text = new StringBuilder();

    private Settings() {}

    /**
     * @param leases where dnsmasq keeps what it lent
     * @param time whether the board tells this network the time
     */
    static String of(ServedNetwork network, Served served, Path leases, boolean time) {
        var settings = new Settings();
        settings.process(network, leases);
        settings.addresses(network, served);
        if (time && !served.options().containsKey(TIME_SERVERS)) {
            settings.line("dhcp-option=option:ntp-server," + network.address());
        }
        settings.names(served);
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

    private void addresses(ServedNetwork network, Served served) {
        var first = network.subnet().network();
        line("dhcp-authoritative");
        line("dhcp-lease-max="
                + Math.min(
                        65_536,
                        served.last() - served.first() + 1 + served.leases().size()));
        line("dhcp-range=" + first.plus(served.first()) + "," + first.plus(served.last()) + "," + served.leaseSeconds()
                + "s");
        line("dhcp-option=option:router," + network.address());
        line("dhcp-option=option:dns-server," + network.address());
        served.options().forEach((number, value) -> line("dhcp-option=" + number + "," + value));
        served.leases().forEach(lease -> line("dhcp-host=" + lease.mac() + "," + lease.address() + name(lease)));
        if ((network.ipv6().isPresent() || network.delegated()) && served.advertisements()) {
            line("enable-ra");
            line("dhcp-range=::,constructor:" + network.bridge() + ",ra-stateless,ra-names," + served.leaseSeconds()
                    + "s");
            line("dhcp-option=option6:dns-server,[::]");
        }
    }

    private static String name(StaticLease lease) {
        return lease.name().map(name -> "," + name).orElse("");
    }

    private void names(Served served) {
        var names = served.names();
        line("no-hosts");
        line("domain-needed");
        line("bogus-priv");
        line("stop-dns-rebind");
        names.rebinding().forEach(domain -> line("rebind-domain-ok=/" + domain + "/"));
        line("domain=" + names.domain());
        line("local=/" + names.domain() + "/");
        line("dhcp-fqdn");
        names.hosts().forEach((name, address) -> line("host-record=" + name + "." + names.domain() + "," + address));
        if (!names.upstream().isEmpty()) {
            line("no-resolv");
            names.upstream().forEach(server -> line("server=" + server));
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
