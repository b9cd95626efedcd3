package io.ripcord.wifi.dnsmasq;

import io.ripcord.api.domain.Allocations;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.domain.Problem;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.host.Daemons;
import io.ripcord.api.host.Facts;
import io.ripcord.api.host.Host;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonString;
import io.ripcord.api.trust.Digest;
import io.ripcord.wifi.api.ServedNetwork;
import io.ripcord.wifi.dnsmasq.document.ServedSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The domain {@code dhcp}: serves addresses and names in the networks that it names, with a dnsmasq each. */
@Component(service = Controller.class)
public final class DhcpController implements Controller {
    static final String DOMAIN = "dhcp";
    private static final String NETWORK = "network:";

    /** What the domain {@code system} derives when the device tells its networks the time. */
    private static final String TIME = "time";

    private final Host host;
    private final Daemons daemons;
    private final Path state;
    private final Path told;

    /** What a dnsmasq reads while it serves lies where everybody may pass to it: it serves as nobody. */
    @Activate
    public DhcpController(@Reference Facts facts, @Reference Host host, @Reference Daemons daemons) {
        this(
                facts,
                host,
                daemons,
                Path.of("/run/ripcord-dhcp-"
                        + Digest.of(facts.state().toAbsolutePath().toString())
                                .hex()
                                .substring(0, 16)));
    }

    DhcpController(Facts facts, Host host, Daemons daemons, Path told) {
        this.host = host;
        this.daemons = daemons;
        this.state = facts.state();
        this.told = told;
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
        return DhcpSchema.json();
    }

    @Override
    public boolean unitPerEntry() {
        return false;
    }

    /** A section is looked at twice: alone, and with what others derive; only then it is known which networks there are. */
    @Override
    public List<Problem> validate(Section section) {
        try {
            var parsed = ServedSection.parse(section.wanted());
            if (!section.derived().isEmpty()) {
                parsed.check(networks(section));
            }
            return List.of();
        } catch (BadDocument e) {
            return List.of(new Problem(e.path(), e.reason(), e.remedy()));
        }
    }

    /** Every network that is served now: what with, and what it lent. */
    @Override
    public JsonObject observe() throws IOException, InterruptedException {
        var observed = JsonObject.EMPTY;
        var names = new ArrayList<String>();
        if (Files.isDirectory(state.resolve("net"))) {
            try (var files = Files.newDirectoryStream(state.resolve("net"), "dhcp-*.leases")) {
                files.forEach(file -> names.add(file.getFileName().toString().replaceAll("^dhcp-|\\.leases$", "")));
            }
        }
        names.sort(null);
        for (var name : names) {
            var server = server(name);
            var running = server.running();
            if (!running.isEmpty()) {
                observed = observed.with(
                        name,
                        JsonObject.EMPTY
                                .with("server", JsonArray.ofTexts(running))
                                .with("told", server.heard())
                                .with("leases", Leases.read(server.leases())));
            }
        }
        return observed;
    }

    @Override
    public List<Unit> plan(Section section, JsonObject observed, Allocations allocations) {
        var networks = networks(section);
        boolean time = section.derived().stream().anyMatch(entry -> entry.key().equals(TIME));
        List<DhcpUnit.Wanted> changed = new ArrayList<>();
        var parsed = ServedSection.parse(section.wanted());
        parsed.networks()
                .forEach((name, served) -> Optional.ofNullable(networks.get(name))
                        .map(network ->
                                new DhcpUnit.Wanted(server(name), network, served, time, server(observed, name)))
                        .filter(wanted -> !runs(observed, name, wanted))
                        .ifPresent(changed::add));
        var ended = observed.names().stream()
                .filter(name -> !parsed.networks().containsKey(name))
                .sorted()
                .map(this::server)
                .toList();
        var nowhere = parsed.networks().keySet().stream()
                .filter(name -> !networks.containsKey(name))
                .toList();
        return changed.isEmpty() && ended.isEmpty() && nowhere.isEmpty()
                ? List.of()
                : List.of(new DhcpUnit(changed, ended, nowhere));
    }

    private static boolean runs(JsonObject observed, String name, DhcpUnit.Wanted wanted) {
        var told = wanted.run().told().digest().hex();
        return wanted.stays()
                && observed.object(name)
                        .flatMap(served -> served.string("told"))
                        .filter(told::equals)
                        .isPresent();
    }

    private static List<String> server(JsonObject observed, String name) {
        return observed.object(name)
                .flatMap(served -> served.get("server"))
                .filter(JsonArray.class::isInstance)
                .map(argv -> ((JsonArray) argv)
                        .items().stream()
                                .map(word -> word instanceof JsonString(var text) ? text : "")
                                .toList())
                .orElse(List.of());
    }

    private static Map<String, ServedNetwork> networks(Section section) {
        var networks = new TreeMap<String, ServedNetwork>();
        section.derived().stream()
                .filter(entry -> entry.key().startsWith(NETWORK))
                .forEach(entry -> networks.put(
                        entry.key().substring(NETWORK.length()), ServedNetwork.parse(entry.entry(), entry.key())));
        return networks;
    }

    private Server server(String network) {
        return new Server(host, daemons, state, told, network);
    }
}
