package io.ripcord.wifi.hostapd;

import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.wifi.api.SsidInterface;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the board's radios offer: made, changed and looked at here, interface by interface. */
final class Air {
    private final Hostapd hostapd;
    private final Radios radios;
    private final Shelf shelf;

    Air(Hostapd hostapd, Radios radios, Shelf shelf) {
        this.hostapd = hostapd;
        this.radios = radios;
        this.shelf = shelf;
    }

    Hostapd hostapd() {
        return hostapd;
    }

    Map<String, RadioFacts> facts() throws IOException, InterruptedException {
        return radios.find();
    }

    /** Every radio with what it can and does, those that worked once and are gone, and every SSID with its stations. */
    JsonObject look() throws IOException, InterruptedException {
        var daemon = shelf.isUsed() ? hostapd.running() : Optional.<String>empty();
        var facts = radios.find();
        var working = daemon.isPresent() ? working(facts.keySet().stream().toList()) : Map.<String, Status>of();
        var all = JsonObject.EMPTY;
        var offered = JsonObject.EMPTY;
        for (var radio : facts.values()) {
            var json = radio.json();
            var status = working.get(radio.name());
            if (status != null) {
                var anchor = anchor(radio.name());
                json = json.with("state", status.state())
                        .with("channel", status.channel())
                        .with("megahertz", status.megahertz());
                var applied = applied(anchor, daemon.orElseThrow());
                json = applied.isPresent()
                        ? json.with("settings", applied.get().settings())
                                .with("power", applied.get().power())
                        : json;
                for (var name : status.names()) {
                    offered = name.equals(anchor)
                            ? offered
                            : offered.with(name, offered(radio.name(), name, status, daemon.orElseThrow()));
                }
            }
            all = all.with(radio.name(), json);
        }
        var lost =
                shelf.radios().stream().filter(name -> !facts.containsKey(name)).toList();
        return JsonObject.EMPTY
                .with("hostapd", daemon.isPresent())
                .with("radios", all)
                .with("lost", JsonArray.ofTexts(lost))
                .with("interfaces", offered);
    }

    private JsonObject offered(String radio, String iface, Status status, String daemon)
            throws IOException, InterruptedException {
        var bss = Optional.ofNullable(status.interfaces().get(iface)).orElseThrow();
        var json =
                JsonObject.EMPTY.with("radio", radio).with("bssid", bss.bssid()).with("name", bss.name());
        var applied = applied(iface, daemon);
        if (applied.isPresent()) {
            json = json.with("ssid", applied.get().ssid())
                    .with("settings", applied.get().settings())
                    .with("keys", applied.get().keys());
        }
        List<Json> macs = new ArrayList<>();
        if (bss.stations() > 0) {
            stations(radio, iface).stream()
                    .map(station -> station.mac().text())
                    .sorted()
                    .map(Json::of)
                    .forEach(macs::add);
        }
        return json.with("stations", new JsonArray(macs));
    }

    private Optional<Applied> applied(String iface, String daemon) throws IOException {
        return shelf.noted(iface).filter(note -> note.daemon().equals(daemon));
    }

    /** The radios that hostapd holds. */
    private Map<String, Status> working(List<String> names) throws IOException, InterruptedException {
        var answers = hostapd.status(names.stream().map(Air::anchor).toList());
        var working = new TreeMap<String, Status>();
        for (int i = 0; i < names.size(); i++) {
            var name = names.get(i);
            answers.get(i).ifPresent(status -> working.put(name, status));
        }
        return working;
    }

    Optional<Status> status(String radio) throws IOException, InterruptedException {
        return hostapd.running().isEmpty()
                ? Optional.empty()
                : hostapd.status(List.of(anchor(radio))).getFirst();
    }

    /** What a radio offers now, its first interface first; without what somebody else added by hand. */
    List<Piece> pieces(String radio) throws IOException, InterruptedException {
        List<Piece> pieces = new ArrayList<>();
        for (var iface : status(radio).map(Status::names).orElse(List.of())) {
            piece(radio, iface).ifPresent(pieces::add);
        }
        pieces.sort(Comparator.comparing(piece -> !piece.first()));
        return pieces;
    }

    /** As it is now; empty if hostapd does not have it, or not from here. */
    Optional<Piece> piece(String radio, String iface) throws IOException {
        var daemon = hostapd.running();
        var note = daemon.isEmpty() ? Optional.<Applied>empty() : applied(iface, daemon.get());
        var files = shelf.read(iface);
        return note.filter(applied -> files.containsKey(Access.CONF))
                .map(applied -> new Piece(radio, iface, files, applied));
    }

    /** The radios of which hostapd holds one or more interfaces, with all of them. */
    Map<String, List<Piece>> everything() throws IOException, InterruptedException {
        var all = new LinkedHashMap<String, List<Piece>>();
        for (var radio : radios.find().keySet()) {
            var pieces = pieces(radio);
            if (!pieces.isEmpty()) {
                all.put(radio, pieces);
            }
        }
        return all;
    }

    void make(Piece piece) throws IOException, InterruptedException {
        unmake(piece.iface());
        shelf.replace(piece.iface(), piece.files());
        if (piece.first()) {
            radios.hold(piece.radio(), piece.iface());
        } else {
            leftovers(piece);
        }
        hostapd.add(piece.radio(), shelf.conf(piece.iface()));
        if (piece.first()) {
            radios.limit(piece.radio(), piece.applied().power());
        }
        note(piece.iface(), piece.applied());
    }

    /** A hostapd that was killed leaves its interfaces behind. */
    private void leftovers(Piece piece) throws IOException, InterruptedException {
        for (var vlan : piece.vlans()) {
            radios.release(vlan);
        }
        radios.release(piece.iface());
    }

    void unmake(String iface) throws IOException, InterruptedException {
        shelf.forget(iface);
        hostapd.remove(iface);
    }

    /** Lets go of a radio altogether. */
    void release(String radio) throws IOException, InterruptedException {
        shelf.forget(anchor(radio));
        radios.release(anchor(radio));
    }

    /** Changes the keys of an interface that offers its SSID already. */
    void rekey(Piece piece) throws IOException, InterruptedException {
        shelf.forget(piece.iface());
        shelf.replace(piece.iface(), piece.files());
        if (piece.hasPsk()) {
            hostapd.reloadPsk(piece.iface());
        }
        if (!piece.passwords().isEmpty()) {
            hostapd.replaceSae(piece.iface(), piece.passwords());
        }
        note(piece.iface(), piece.applied());
    }

    void limit(String radio, int power) throws IOException, InterruptedException {
        var anchor = anchor(radio);
        radios.limit(radio, power);
        var noted = shelf.noted(anchor);
        if (noted.isPresent()) {
            var old = noted.get();
            shelf.note(anchor, new Applied(old.daemon(), old.ssid(), old.settings(), old.keys(), power));
        }
    }

    int power(String radio) throws IOException {
        return shelf.noted(anchor(radio)).map(Applied::power).orElse(0);
    }

    /** The stations of an interface, those in its VLANs included. */
    List<Station> stations(String radio, String iface) throws IOException, InterruptedException {
        List<Station> all = new ArrayList<>(Station.parse(radios.stations(iface)));
        var piece = piece(radio, iface);
        if (piece.isPresent()) {
            for (var vlan : piece.get().vlans()) {
                all.addAll(Station.parse(radios.stations(vlan)));
            }
        }
        return all;
    }

    private void note(String iface, Applied applied) throws IOException {
        var daemon = hostapd.running();
        if (daemon.isPresent()) {
            shelf.note(iface, applied.by(daemon.get()));
        }
    }

    static String anchor(String radio) {
        return new SsidInterface(Integer.parseInt(radio.replaceAll("\\D", "")), 0)
                .name()
                .text();
    }
}
