package io.ripcord.container.chutes;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.ArtifactStore;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Allocations;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.domain.Derived;
import io.ripcord.api.domain.Problem;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.host.Facts;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.trust.Secrets;
import io.ripcord.container.api.Chute;
import io.ripcord.container.api.ChuteNetwork;
import io.ripcord.container.api.ChuteSchema;
import io.ripcord.container.api.ContainerRuntime;
import io.ripcord.wifi.api.Ipv4;
import io.ripcord.wifi.api.Masquerade;
import io.ripcord.wifi.api.OwnedBridge;
import io.ripcord.wifi.api.PortForward;
import io.ripcord.wifi.api.Protocol;
import io.ripcord.wifi.api.Zone;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The domain {@code chutes}: each entry is a unit. Containers run on when this device process ends, and are adopted later. */
@Component(service = Controller.class)
public final class ChuteController implements Controller {
    static final String DOMAIN = "chutes";
    private static final String FIREWALL = "firewall";

    private final Tools tools;
    private final Ipv4 lanAddress;
    private final Rules rules;

    @Activate
    public ChuteController(
            @Reference Facts facts,
            @Reference ContainerRuntime runtime,
            @Reference ArtifactStore artifacts,
            @Reference Secrets secrets) {
        this(
                new Tools(
                        runtime, artifacts, secrets, new Folders(facts.state()), PortProbe::connect, System::nanoTime),
                Ipv4.parse(facts.lanAddress()),
                new Rules(facts.httpsPort()));
    }

    ChuteController(Tools tools, Ipv4 lanAddress, Rules rules) {
        this.tools = tools;
        this.lanAddress = lanAddress;
        this.rules = rules;
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
        return ChuteSchema.json();
    }

    @Override
    public List<Problem> validate(Section section) {
        return rules.check(section.wanted());
    }

    @Override
    public List<Derived> expand(JsonObject wanted, Allocations allocations) {
        List<Derived> derived = new ArrayList<>();
        for (var chute : chutes(wanted)) {
            var place = Place.claim(chute.name(), lanAddress, allocations);
            var owner = new UnitId(DOMAIN, chute.name());
            var bridge = new OwnedBridge(place.bridge(), Zone.CHUTE, place.subnet());
            derived.add(new Derived(owner, "network", "bridge:" + place.bridge(), bridge.json()));
            var masquerade = new Masquerade(place.bridge(), place.subnet());
            derived.add(new Derived(owner, FIREWALL, "masquerade:" + place.subnet(), masquerade.json()));
            for (var port : chute.ports()) {
                var protocol = Protocol.valueOf(port.protocol().name());
                var forward = new PortForward(protocol, port.lan(), place.bridge(), place.address(), port.chute());
                derived.add(
                        new Derived(owner, FIREWALL, "port:" + chute.name() + ":" + port.lanName(), forward.json()));
            }
        }
        return derived;
    }

    /** Nothing of the engine is asked before the first chute. */
    @Override
    public JsonObject observe() throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>(tools.folders().chutes());
        if (names.isEmpty()) {
            return JsonObject.EMPTY;
        }
        var containers = tools.runtime().containers();
        var networks = tools.runtime().networks();
        containers.forEach(container -> names.add(container.chute()));
        networks.forEach(network -> names.add(network.chute()));
        var json = JsonObject.EMPTY;
        for (var name : names) {
            var observed = new Observed(
                    containers.stream().filter(one -> one.chute().equals(name)).toList(),
                    networks.stream()
                            .filter(one -> one.chute().equals(name))
                            .map(ChuteNetwork::name)
                            .toList());
            json = json.with(name, observed.json());
        }
        return json;
    }

    @Override
    public List<Unit> plan(Section section, JsonObject observed, Allocations allocations) {
        var chutes = chutes(section.wanted());
        var images = new WantedImages(
                chutes.stream().map(chute -> chute.image().sha256()).toList());
        Map<String, Observed> found = new TreeMap<>();
        observed.names()
                .forEach(name -> found.put(
                        name, Observed.parse(name, observed.object(name).orElse(JsonObject.EMPTY))));
        List<Unit> units = new ArrayList<>();
        for (var chute : chutes) {
            var there = found.getOrDefault(chute.name(), Observed.NOTHING);
            found.remove(chute.name());
            var wanted = new Wanted(
                    chute,
                    Place.claim(chute.name(), lanAddress, allocations),
                    tools.folders().data(chute.name()));
            if (ChuteUnit.differs(wanted, there)) {
                units.add(new ChuteUnit(tools, wanted, there, images));
            }
        }
        found.forEach((name, there) -> units.add(new RemovalUnit(tools, name, there, images)));
        return units;
    }

    @Override
    public Set<Artifact> artifacts(JsonObject wanted) {
        Set<Artifact> artifacts = new LinkedHashSet<>();
        chutes(wanted).forEach(chute -> artifacts.add(chute.image()));
        return artifacts;
    }

    private static List<Chute> chutes(JsonObject section) {
        return section.members().entrySet().stream()
                .map(entry -> Chute.parse(entry.getKey(), entry.getValue()))
                .toList();
    }
}
