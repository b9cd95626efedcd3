package io.ripcord.system.time;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.domain.Health;
import io.ripcord.api.domain.Step;
import io.ripcord.api.host.Daemons;
import io.ripcord.api.host.Facts;
import io.ripcord.api.host.Host;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.wifi.api.InterfaceName;
import io.ripcord.wifi.api.Ipv4;
import io.ripcord.wifi.api.ServedNetwork;
import io.ripcord.wifi.api.Subnet;
import io.ripcord.wifi.api.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The programs that keep the board's time: one chronyd asks the servers and sets the clock, and one more for each network
 * passes the time on there, since a chronyd listens at one address only and none may listen towards the Internet.
 */
public final class TimeKeeping {
    static final String CLIENT = "chronyd";
    private static final Logger LOG = LoggerFactory.getLogger(TimeKeeping.class);
    private static final String OF_NETWORK = CLIENT + "-";
    private static final String RUNNING = "running";
    private static final String ZONE = "zone";
    private static final String BOARD = "board";
    private static final int LAN_LENGTH = 24;

    private final Host host;
    private final Daemons daemons;
    private final Path folder;
    private final WallClock clock;
    private final ServedNetwork board;
    private final TimeZoneLink zone;

    public TimeKeeping(Facts facts, Host host, Daemons daemons) {
        this(facts, host, daemons, LinuxClock.of(host));
    }

    TimeKeeping(Facts facts, Host host, Daemons daemons, WallClock clock) {
        this.host = host;
        this.daemons = daemons;
        this.folder = folder(facts.state());
        this.clock = clock;
        this.zone = new TimeZoneLink(facts.state().resolve("run").toAbsolutePath());
        var address = Ipv4.parse(facts.lanAddress());
        this.board = new ServedNetwork(
                new InterfaceName(facts.lanInterface()),
                Zone.LAN,
                new Subnet(address.masked(LAN_LENGTH), LAN_LENGTH),
                address,
                Optional.empty(),
                false);
    }

    /** Where the settings lie; it is not there before a document first asks for the time. */
    static Path folder(Path state) {
        return state.resolve("run/net/time").toAbsolutePath();
    }

    /** What runs, and whether the clock is right; empty when no time is kept. */
    public JsonObject observe() throws IOException, InterruptedException {
        var running = JsonObject.EMPTY;
        for (var name : names()) {
            var argv = chronyd(name).running();
            running = argv.isEmpty() ? running : running.with(name, JsonArray.ofTexts(argv));
        }
        var json = JsonObject.EMPTY;
        if (!running.isEmpty()) {
            json = json.with(RUNNING, running).with("setsClock", clock.isOurs());
        }
        if (running.names().contains(CLIENT)) {
            json = Tracking.ask(host).into(json);
        }
        var there = zone.now();
        return there.isPresent() ? json.with(ZONE, there.get()) : json;
    }

    /** Those that were ever started: of each the settings lie there. */
    private SortedSet<String> names() throws IOException {
        var names = new TreeSet<String>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.newDirectoryStream(folder, CLIENT + "*.conf")) {
                files.forEach(file -> names.add(file.getFileName().toString().split("\\.", 2)[0]));
            }
        }
        return names;
    }

    /**
     * What leads from what was observed to what is wanted.
     *
     * @param networks by name
     */
    public Change change(TimeSection wanted, Map<String, ServedNetwork> networks, JsonObject observed) {
        var running = observed.object(RUNNING).orElse(JsonObject.EMPTY);
        var daemons = wanted(wanted, networks);
        List<Step> steps = new ArrayList<>();
        List<Wanted> changed = new ArrayList<>();
        List<Chronyd> touched = new ArrayList<>();
        running.names().stream()
                .filter(name ->
                        daemons.stream().noneMatch(daemon -> daemon.name().equals(name)))
                .sorted()
                .map(this::chronyd)
                .forEach(ended -> {
                    touched.add(ended);
                    steps.add(new RunChronyd(ended, List.of()));
                });
        for (var daemon : daemons) {
            if (!running.get(daemon.name()).equals(Optional.of(JsonArray.ofTexts(daemon.argv())))) {
                changed.add(daemon);
                touched.add(daemon.chronyd());
                steps.add(new RunChronyd(daemon.chronyd(), daemon.argv()));
            }
        }
        if (!observed.string(ZONE).equals(wanted.zone())) {
            steps.add(zone.to(wanted.zone()));
        }
        return new Change(steps, changed, touched);
    }

    private List<Wanted> wanted(TimeSection wanted, Map<String, ServedNetwork> networks) {
        List<Wanted> all = new ArrayList<>();
        if (!wanted.servers().isEmpty()) {
            var client = chronyd(CLIENT);
            var settings = TimeSettings.client(wanted.servers(), clock.isOurs(), client.pid());
            all.add(new Wanted(client, settings, clock.isOurs() ? List.of() : List.of("-x")));
        }
        if (wanted.lan()) {
            served(networks).forEach((name, network) -> {
                var server = chronyd(OF_NETWORK + name);
                var settings = TimeSettings.server(network, server.pid());
                all.add(new Wanted(server, settings, network.ipv6().isPresent() ? List.of("-x") : List.of("-x", "-4")));
            });
        }
        return all;
    }

    /** The board's own LAN is one, too, unless a network has taken it over. */
    private Map<String, ServedNetwork> served(Map<String, ServedNetwork> networks) {
        var served = new TreeMap<>(networks);
        if (networks.values().stream().noneMatch(network -> network.address().equals(board.address()))) {
            served.put(BOARD, board);
        }
        return served;
    }

    private Chronyd chronyd(String name) {
        return new Chronyd(host, daemons, folder, name);
    }

    /** One as it should run. */
    private record Wanted(Chronyd chronyd, String settings, List<String> options) {
        String name() {
            return chronyd.name();
        }

        List<String> argv() {
            return chronyd.argv(settings, options);
        }
    }

    /** Steps and what belongs to them before and after; empty when there is nothing to do. */
    public static final class Change {
        private final List<Step> steps;
        private final List<Wanted> changed;

        private final List<Chronyd> touched;

        private Change(List<Step> steps, List<Wanted> changed, List<Chronyd> touched) {
            this.steps = List.copyOf(steps);
            this.changed = List.copyOf(changed);
            this.touched = List.copyOf(touched);
        }

        public List<Step> steps() {
            return steps;
        }

        public void prepare() throws Refusal, InterruptedException {
            try {
                for (var daemon : changed) {
                    daemon.chronyd().settle(daemon.settings());
                }
            } catch (IOException e) {
                throw new Refusal(String.valueOf(e.getMessage()), "Install chrony", e);
            }
        }

        /** One that cannot work (its port is taken) says so and ends at once. */
        public Health health() {
            try {
                for (var daemon : changed) {
                    if (daemon.chronyd().running().isEmpty()) {
                        return new Health.Failing(
                                daemon.name() + " ended: " + daemon.chronyd().lastWords(),
                                "Look who else has UDP port 123 or 323 of this board");
                    }
                }
                return new Health.Passing();
            } catch (IOException e) {
                return new Health.Waiting(String.valueOf(e.getMessage()));
            }
        }

        /** Whether something was started that could end at once. */
        public boolean starts() {
            return !changed.isEmpty();
        }

        public void commit() {
            for (var daemon : touched) {
                try {
                    daemon.tidy();
                } catch (IOException e) {
                    LOG.warn("old settings of {} stay until the next change: {}", daemon.name(), e.getMessage());
                }
            }
        }
    }
}
