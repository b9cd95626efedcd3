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
import io.ripcord.api.json.JsonText;
import io.ripcord.wifi.api.Rule;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The domain {@code firewall}: base rules that follow from the board, and the rules that other domains derive. */
@Component(service = Controller.class)
public final class FirewallController implements Controller {
    static final String DOMAIN = "firewall";
    private static final JsonObject SCHEMA = JsonText.parseObject("""
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "Firewall: has no entries of its own yet; chutes' ports come from the section chutes",
              "type": "object",
              "additionalProperties": false
            }
            """);

    private final Board board;
    private final Nft nft;

    @Activate
    public FirewallController(@Reference Facts facts, @Reference Host host) {
        this.board = Board.of(facts);
        this.nft = new Nft(host);
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
        return SCHEMA;
    }

    @Override
    public boolean unitPerEntry() {
        return false;
    }

    @Override
    public List<Problem> validate(Section section) {
        var unknown = section.wanted().names().stream()
                .map(name -> new Problem(name, "the firewall takes no entries of its own", "remove it"));
        var malformed = section.derived().stream().flatMap(entry -> problem(entry).stream());
        return java.util.stream.Stream.concat(unknown, malformed).toList();
    }

    @Override
    public JsonObject observe() throws IOException, InterruptedException {
        var found = nft.find();
        return JsonObject.EMPTY
                .with("table", found.map(Nft.Found::mark).orElse(""))
                .with("rules", found.map(Nft.Found::rules).orElse(0L))
                .with("forwarding", nft.forwarding());
    }

    @Override
    public List<Unit> plan(Section section, JsonObject observed, Allocations allocations) {
        var derived = section.derived().stream()
                .sorted(Comparator.comparing(Derived::key))
                .toList();
        var table = new Table(
                board,
                derived.stream()
                        .map(entry -> Rule.parse(entry.entry(), entry.key()))
                        .toList());
        if (observed.equals(wanted(table))) {
            return List.of();
        }
        return List.of(new FirewallUnit(
                nft, table, derived.stream().map(Derived::owner).distinct().toList()));
    }

    private static JsonObject wanted(Table table) {
        return JsonObject.EMPTY
                .with("table", Mark.text(table.digest(), table.size()))
                .with("rules", table.size())
                .with("forwarding", true);
    }

    private static List<Problem> problem(Derived entry) {
        try {
            Rule.parse(entry.entry(), entry.key());
            return List.of();
        } catch (BadDocument e) {
            return List.of(new Problem(e.path(), e.reason(), e.remedy()));
        }
    }
}
