package io.ripcord.wifi.hostapd;

import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Allocations;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.domain.Derived;
import io.ripcord.api.domain.Problem;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.host.Daemons;
import io.ripcord.api.host.Facts;
import io.ripcord.api.host.Host;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.trust.Secrets;
import io.ripcord.wifi.api.BridgePort;
import io.ripcord.wifi.api.InterfaceName;
import io.ripcord.wifi.hostapd.document.WifiSection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The domain {@code wifi}: what the board's radios offer, each SSID a port of its network's bridge. */
@Component(service = Controller.class)
public final class WifiController implements Controller {
    static final String DOMAIN = "wifi";

    private final Air air;
    private final Keys keys;
    private final Access.Places places;

    @Activate
    public WifiController(
            @Reference Facts facts, @Reference Host host, @Reference Daemons daemons, @Reference Secrets secrets) {
        this(facts, host, daemons, secrets, Radios.KERNEL);
    }

    /** @param kernel the folder in which it names the radios */
    public WifiController(Facts facts, Host host, Daemons daemons, Secrets secrets, Path kernel) {
        this.places = places(facts.state());
        this.air = air(host, daemons, places, kernel);
        this.keys = new Keys(secrets);
    }

    static Air air(Host host, Daemons daemons, Access.Places places, Path kernel) {
        return new Air(new Hostapd(host, daemons, places.sockets()), new Radios(host, kernel), new Shelf(host, places));
    }

    /** A socket's path may have 107 bytes, so the sockets do not lie in the state folder, wherever that is. */
    static Access.Places places(Path state) {
        var files = state.toAbsolutePath().resolve("run/net/wifi");
        return new Access.Places(files, Path.of("/run/ripcord-wifi-" + Access.digest(files.toString())));
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
        return WifiSchema.json();
    }

    @Override
    public boolean unitPerEntry() {
        return false;
    }

    /** A section is looked at twice: alone, and with what others derive; only then it is known which networks there are. */
    @Override
    public List<Problem> validate(Section section) {
        try {
            var parsed = WifiSection.parse(section.wanted());
            if (!section.derived().isEmpty()) {
                parsed.check(WifiPlan.networks(section));
            }
            return List.of();
        } catch (BadDocument e) {
            return List.of(new Problem(e.path(), e.reason(), e.remedy()));
        }
    }

    /** The firewall must know every port of a bridge whose members may not talk to each other. */
    @Override
    public List<Derived> expand(JsonObject wanted, Allocations allocations) {
        var parsed = WifiSection.parse(wanted);
        List<Derived> all = new ArrayList<>();
        for (var radio : parsed.radios()) {
            for (var ssid : parsed.of(radio)) {
                var iface = WifiPlan.iface(radio, ssid, allocations).name();
                var port = new BridgePort(new InterfaceName("br-" + ssid.network()), iface);
                all.add(new Derived(UnitId.whole(DOMAIN), "firewall", "port:" + iface, port.json()));
            }
        }
        return all;
    }

    @Override
    public JsonObject observe() throws IOException, InterruptedException {
        return air.look();
    }

    @Override
    public List<Unit> plan(Section section, JsonObject observed, Allocations allocations) {
        var seen = Seen.of(observed);
        var parsed = WifiSection.parse(section.wanted());
        var wanted = WifiPlan.of(parsed, WifiPlan.networks(section), seen, allocations, places);
        var unit = new WifiUnit(air, keys, seen, wanted);
        return unit.differs() ? List.of(unit) : List.of();
    }
}
