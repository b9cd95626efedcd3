package io.ripcord.wifi.nftables;

import io.ripcord.api.domain.Allocations;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.domain.Derived;
import io.ripcord.api.domain.Problem;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.host.Facts;
import io.ripcord.api.host.Host;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonObject;
import io.ripcord.wifi.api.InterfaceName;
import io.ripcord.wifi.api.Ipv4;
import io.ripcord.wifi.api.Prefix;
import io.ripcord.wifi.api.Rule;
import io.ripcord.wifi.api.Zone;
import io.ripcord.wifi.api.ZoneMember;
import io.ripcord.wifi.nftables.document.FirewallSection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The domain {@code firewall}: zones, forwards and rules of the administrator, and the rules that other domains derive. */
@Component(service = Controller.class)
public final class FirewallController implements Controller {
    static final String DOMAIN = "firewall";

    private final List<ZoneMember> board;
    private final int https;
    private final Kernel kernel;

    @Activate
    public FirewallController(@Reference Facts facts, @Reference Host host) {
        this.board = List.of(lan(facts), wan(facts));
        this.https = facts.httpsPort();
        this.kernel = new Kernel(host, facts.state());
    }

    /** The facts tell no size of the LAN: it is taken to be a /24, as is usual. */
    private static ZoneMember lan(Facts facts) {
        var address = Ipv4.parse(facts.lanAddress());
        var subnet = new Prefix(address.masked(24), 24);
        return new ZoneMember(
                Zone.LAN, new InterfaceName(facts.lanInterface()), List.of(subnet), Optional.of(address), false);
    }

    private static ZoneMember wan(Facts facts) {
        return new ZoneMember(Zone.WAN, new InterfaceName(facts.wanInterface()), List.of(), Optional.empty(), false);
    }

    @Override
    public String domain() {
        return DOMAIN;
    }

    @Override
    public int schemaVersion() {
        return 2;
    }

    @Override
    public JsonObject schema() {
        return FirewallSchema.json();
    }

    @Override
    public boolean unitPerEntry() {
        return false;
    }

    @Override
    public List<Problem> validate(Section section) {
        List<Problem> problems = new ArrayList<>();
        try {
            FirewallSection.parse(section.wanted());
        } catch (BadDocument e) {
            problems.add(new Problem(e.path(), e.reason(), e.remedy()));
        }
        section.derived().forEach(entry -> malformed(entry).ifPresent(problems::add));
        return problems;
    }

    @Override
    public JsonObject observe() throws IOException, InterruptedException {
        return JsonObject.EMPTY
                .with("rules", kernel.intact().orElse(""))
                .with("forwarding", kernel.nft().forwarding());
    }

    @Override
    public List<Unit> plan(Section section, JsonObject observed, Allocations allocations) {
        var derived = section.derived().stream()
                .sorted(Comparator.comparing(Derived::key))
                .toList();
        var ruleset = new Ruleset(
                section.wanted(),
                derived.stream()
                        .map(entry -> Rule.parse(entry.entry(), entry.key()))
                        .toList(),
                board,
                https);
        if (observed.equals(wanted(ruleset))) {
            return List.of();
        }
        var mark = observed.string("rules").orElse("");
        return List.of(new FirewallUnit(
                kernel,
                ruleset,
                derived.stream().map(Derived::owner).distinct().toList(),
                !mark.isEmpty() && ruleset.couldCutOff(mark)));
    }

    private static JsonObject wanted(Ruleset ruleset) {
        return JsonObject.EMPTY.with("rules", ruleset.mark()).with("forwarding", true);
    }

    private static Optional<Problem> malformed(Derived entry) {
        try {
            Rule.parse(entry.entry(), entry.key());
            return Optional.empty();
        } catch (BadDocument e) {
            return Optional.of(new Problem(e.path(), e.reason(), e.remedy()));
        }
    }
}
