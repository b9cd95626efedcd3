package io.ripcord.wifi.hostapd;

import io.ripcord.api.artifact.Fetcher;
import io.ripcord.api.change.Refusal;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Health;
import io.ripcord.api.domain.Name;
import io.ripcord.api.domain.Step;
import io.ripcord.api.domain.Unit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** The part of the network plane that is on the air, changed with as few farewells as hostapd allows. */
final class WifiUnit implements Unit {
    private static final String REMEDY = "Take it out of the section wifi, or plug the radio in";

    private final Air air;
    private final KeySource keys;
    private final Seen seen;
    private final List<Tuned> wanted;
    private final Map<String, SortedMap<String, byte[]>> files = new HashMap<>();

    /** @param wanted the radios that should work */
    WifiUnit(Air air, KeySource keys, Seen seen, List<Tuned> wanted) {
        this.air = air;
        this.keys = keys;
        this.seen = seen;
        this.wanted = List.copyOf(wanted);
    }

    @Override
    public UnitId id() {
        return UnitId.whole(WifiController.DOMAIN);
    }

    /** False if all is as it should be. */
    boolean differs() {
        return wanted.isEmpty()
                ? seen.hostapd()
                : !seen.hostapd()
                        || !endedRadios().isEmpty()
                        || wanted.stream()
                                .anyMatch(radio ->
                                        !isUp(radio) || !differences(radio).isEmpty());
    }

    @Override
    public void prepare(Fetcher fetcher) throws Refusal, InterruptedException {
        for (var radio : wanted) {
            var misfit = radio.misfit();
            if (misfit.isPresent()) {
                throw new Refusal(misfit.get(), REMEDY);
            }
            if (!isUp(radio)) {
                files.put(radio.anchor(), radio.files());
            }
            for (var access : radio.offers()) {
                if (!isUp(radio) || differs(access)) {
                    files.put(access.name(), access.files(keys));
                }
            }
        }
    }

    @Override
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        if (wanted.isEmpty()) {
            steps.add(new RunHostapd(air, false, "end all SSIDs" + farewell(seen.stations())));
            return steps;
        }
        if (!seen.hostapd()) {
            steps.add(new RunHostapd(air, true, "start hostapd"));
        }
        for (var name : endedRadios()) {
            steps.add(new SetRadio(
                    air,
                    name,
                    List.of(),
                    needs(List.of()),
                    "let go of radio " + name + farewell(seen.stationsOf(name))));
        }
        wanted.forEach(radio -> steps.addAll(isUp(radio) ? differences(radio) : List.of(start(radio))));
        return steps;
    }

    private Set<String> endedRadios() {
        var ended = new HashSet<>(seen.radios().keySet());
        wanted.forEach(radio -> ended.remove(radio.radio().name()));
        return ended;
    }

    private boolean isUp(Tuned radio) {
        return Optional.ofNullable(seen.radios().get(radio.radio().name()))
                .filter(working -> working.settings().equals(radio.settings()) && Status.isAlive(working.state()))
                .isPresent();
    }

    private Step start(Tuned radio) {
        var name = radio.radio().name();
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece(
                name,
                radio.anchor(),
                filesOf(radio.anchor()),
                new Applied("", "", radio.settings(), "", radio.power())));
        radio.offers().forEach(access -> pieces.add(piece(name, access)));
        boolean restart = seen.radios().containsKey(name);
        return new SetRadio(
                air,
                name,
                pieces,
                needs(radio.offers()),
                (restart ? "bring up radio " + name + " anew" : "bring up radio " + name)
                        + farewell(seen.stationsOf(name)));
    }

    /** What differs of a radio that is up: no step sends away stations of an SSID that does not. */
    private List<Step> differences(Tuned radio) {
        var name = radio.radio().name();
        List<Step> steps = new ArrayList<>();
        var names = new HashSet<String>();
        radio.offers().forEach(access -> names.add(access.name()));
        seen.offers().forEach((iface, offered) -> {
            if (offered.radio().equals(name) && !names.contains(iface)) {
                steps.add(new SetAccess(
                        air,
                        name,
                        iface,
                        Optional.empty(),
                        needs(List.of()),
                        "end SSID " + offered.ssid() + " on " + name + farewell(offered.stations())));
            }
        });
        for (var access : radio.offers()) {
            if (differs(access)) {
                steps.add(difference(name, access));
            }
        }
        var working = seen.radios().get(name);
        if (working != null && working.power() != radio.power()) {
            steps.add(new LimitPower(air, name, radio.power()));
        }
        return steps;
    }

    private Step difference(String radio, Access access) {
        var offered = seen.offers().get(access.name());
        var what = " SSID " + access.ssid().id() + " on " + radio;
        if (offered != null && offered.settings().equals(access.settings())) {
            return new ChangeKeys(
                    air,
                    piece(radio, access),
                    "change the keys of" + what
                            + (access.ssid().security().hasSae()
                                    ? farewell(offered.stations())
                                    : ": sends away who uses one that is gone"));
        }
        return new SetAccess(
                air,
                radio,
                access.name(),
                Optional.of(piece(radio, access)),
                needs(List.of(access)),
                (offered == null ? "offer" : "offer anew") + what + farewell(offered == null ? 0 : offered.stations()));
    }

    private boolean differs(Access access) {
        var offered = seen.offers().get(access.name());
        return offered == null
                || !offered.settings().equals(access.settings())
                || !offered.keys().equals(access.keys());
    }

    private Piece piece(String radio, Access access) {
        return new Piece(
                radio,
                access.name(),
                filesOf(access.name()),
                new Applied("", access.ssid().id(), access.settings(), access.keys(), 0));
    }

    private SortedMap<String, byte[]> filesOf(String iface) {
        return files.getOrDefault(iface, new java.util.TreeMap<>());
    }

    private static Set<Name> needs(List<Access> offers) {
        var needs = new HashSet<Name>(Set.of(new Name("firewall", ""), AirStep.DAEMON));
        offers.forEach(access -> access.bridges().forEach(bridge -> needs.add(new Name("bridge", bridge.text()))));
        return needs;
    }

    private static String farewell(int stations) {
        return switch (stations) {
            case 0 -> "";
            case 1 -> ": sends away its station";
            default -> ": sends away its " + stations + " stations";
        };
    }

    /** Who governs the device may be one of the stations that are sent away. */
    @Override
    public boolean risky() {
        if (seen.stations() == 0) {
            return false;
        }
        return wanted.isEmpty()
                || !endedRadios().isEmpty()
                || wanted.stream()
                        .anyMatch(radio -> isUp(radio)
                                ? radio.offers().stream()
                                                .anyMatch(access -> differs(access)
                                                        && Optional.ofNullable(seen.offers()
                                                                        .get(access.name()))
                                                                .filter(offered -> offered.stations() > 0)
                                                                .isPresent())
                                        || ended(radio)
                                : seen.stationsOf(radio.radio().name()) > 0);
    }

    private boolean ended(Tuned radio) {
        var names = radio.offers().stream().map(Access::name).toList();
        return seen.offers().entrySet().stream()
                .anyMatch(offered ->
                        offered.getValue().radio().equals(radio.radio().name())
                                && offered.getValue().stations() > 0
                                && !names.contains(offered.getKey()));
    }

    /** That a radio listens for radar or for the quietest channel is progress: it may take minutes. */
    @Override
    public Health health() {
        try {
            for (var radio : wanted) {
                var status = air.status(radio.radio().name());
                if (status.filter(Status::alive).isEmpty()) {
                    return new Health.Failing(
                            "The radio " + radio.radio().name() + " is "
                                    + status.map(Status::state).orElse("not held by hostapd") + ": "
                                    + air.hostapd().lastWords(),
                            "Choose another channel or width, or look at `iw phy`");
                }
            }
            return new Health.Passing();
        } catch (IOException e) {
            return new Health.Waiting(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Health.Waiting("interrupted");
        }
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Duration steady() {
        return Duration.ofMillis(300);
    }
}
