package io.ripcord.wifi.network;

import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Allocations;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.domain.Derived;
import io.ripcord.api.domain.Problem;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Step;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.host.Daemons;
import io.ripcord.api.host.Facts;
import io.ripcord.api.host.Host;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.trust.Secrets;
import io.ripcord.wifi.api.InterfaceName;
import io.ripcord.wifi.api.Ipv4;
import io.ripcord.wifi.api.OwnedBridge;
import io.ripcord.wifi.api.Zone;
import io.ripcord.wifi.network.document.Cidr;
import io.ripcord.wifi.network.document.NetworkSection;
import io.ripcord.wifi.network.document.Tunnel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The domain {@code network}: it owns every bridge, the board's addresses, its routes, and the side towards the Internet.
 * Without a section it touches nothing but bridges that other domains ask for.
 */
@Component(service = Controller.class)
public final class NetworkController implements Controller {
    static final String DOMAIN = "network";
    private static final String CLIENT = "client";
    private static final String OVERLAPS = "overlaps";
    private static final String TUNNELS = "tunnels";
    private static final int HOME_LENGTH = 24;

    private final Arrangement.Home home;
    private final IpTool ip;
    private final Wireguard wireguard;
    private final LeaseClient client;
    private final Choices choices;

    @Activate
    public NetworkController(
            @Reference Facts facts, @Reference Host host, @Reference Daemons daemons, @Reference Secrets secrets) {
        this.home = new Arrangement.Home(
                new InterfaceName(facts.lanInterface()),
                new Cidr(Ipv4.parse(facts.lanAddress()), HOME_LENGTH),
                new InterfaceName(facts.wanInterface()));
        this.ip = new IpTool(host);
        this.wireguard = new Wireguard(host, secrets, facts.state());
        this.client = new LeaseClient(host, daemons, facts.state());
        this.choices = new Choices(home.address());
    }

    @Override
    public String domain() {
        return DOMAIN;
    }

    @Override
    public int schemaVersion() {
        return 1;
    }

    @Override
    public JsonObject schema() {
        return NetworkSchema.json();
    }

    @Override
    public boolean unitPerEntry() {
        return false;
    }

    @Override
    public List<Problem> validate(Section section) {
        List<Problem> problems = new ArrayList<>();
        try {
            var parsed = NetworkSection.parse(section.wanted());
            if (!isGovernable(parsed)) {
                problems.add(new Problem(
                        "networks",
                        "no network of zone lan has the board's own address "
                                + home.address().address(),
                        "give it to one: the device's pages are served there"));
            }
        } catch (BadDocument e) {
            problems.add(new Problem(e.path(), e.reason(), e.remedy()));
        }
        for (var entry : section.derived()) {
            try {
                OwnedBridge.parse(entry.entry(), entry.key());
            } catch (BadDocument e) {
                problems.add(new Problem(e.path(), e.reason(), e.remedy()));
            }
        }
        return problems;
    }

    /** The pages of the device are at a fixed address: who takes its interface into a network must keep the address. */
    private boolean isGovernable(NetworkSection section) {
        boolean taken = section.ports()
                .anyMatch(
                        port -> port.parent().equals(home.lan()) && port.vlan().isEmpty());
        return !taken
                || section.networks().stream()
                        .filter(network -> network.zone().equals(Zone.LAN))
                        .flatMap(network -> network.ipv4().stream())
                        .anyMatch(own -> own.address().equals(home.address().address()));
    }

    @Override
    public List<Derived> expand(JsonObject wanted, Allocations allocations) {
        return new Expansion(arrangement(Section.of(wanted), allocations)).derived();
    }

    @Override
    public JsonObject observe() throws IOException, InterruptedException {
        var look = ip.look();
        var have = look.topology();
        var json = have.json().with(CLIENT, JsonArray.ofTexts(client.running()));
        if (!have.tunnels().isEmpty()) {
            json = json.with(TUNNELS, wireguard.observe(have.tunnels()));
        }
        var overlaps = Overlaps.of(have, look.lent());
        return overlaps.isEmpty() ? json : json.with(OVERLAPS, overlaps);
    }

    @Override
    public List<Unit> plan(Section section, JsonObject observed, Allocations allocations) {
        var arrangement = arrangement(section, allocations);
        var have = Topology.parse(observed.without(CLIENT).without(OVERLAPS).without(TUNNELS));
        var known = observed.object(TUNNELS).orElse(JsonObject.EMPTY);
        var tunnels = arrangement.section().tunnels().stream()
                .filter(tunnel -> !Wireguard.stands(known, tunnel))
                .toList();
        var leased = arrangement.section().wan().flatMap(wan -> client.wanted(wan, arrangement));
        List<Step> steps = new ArrayList<>();
        var lines = Difference.between(have, arrangement.over(have));
        if (!lines.isEmpty() || !tunnels.isEmpty()) {
            steps.add(new ArrangeLinks(ip, wireguard, arrangement, tunnels));
        }
        var argv = leased.map(LeaseClient.Wanted::argv).orElse(List.of());
        boolean another = !observed.get(CLIENT).equals(Optional.of(JsonArray.ofTexts(argv)));
        if (another) {
            steps.add(new RunLeaseClient(client, leased, arrangement));
        }
        return steps.isEmpty()
                ? List.of()
                : List.of(new NetworkUnit(
                        ip,
                        wireguard,
                        client,
                        arrangement,
                        steps,
                        another || touches(lines, have) || isAnyUsed(tunnels, have)));
    }

    /** Whoever governs the device may do so through a tunnel that stands. */
    private static boolean isAnyUsed(List<Tunnel> tunnels, Topology have) {
        return tunnels.stream()
                .anyMatch(tunnel -> have.tunnels().contains(tunnel.name().text()));
    }

    /** Whether a line names an interface through which somebody may govern the device already. */
    private boolean touches(List<String> lines, Topology have) {
        var paths = new ArrayList<>(have.paths().map(Link::name).toList());
        paths.add(home.lan().text());
        paths.add(home.wan().text());
        return lines.stream()
                .anyMatch(line ->
                        paths.stream().anyMatch(path -> List.of(line.split(" ")).contains(path)));
    }

    private Arrangement arrangement(Section section, Allocations allocations) {
        var parsed = NetworkSection.parse(section.wanted());
        return new Arrangement(
                parsed,
                choices.networks(parsed, allocations),
                choices.ula(parsed, allocations),
                choices.delegated(parsed, allocations),
                section.derived().stream()
                        .map(entry -> OwnedBridge.parse(entry.entry(), entry.key()))
                        .toList(),
                home);
    }

    /** The unit that everything of this domain belongs to. */
    static UnitId unit() {
        return UnitId.whole(DOMAIN);
    }
}
