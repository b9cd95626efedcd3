package io.ripcord.image;

import io.ripcord.api.domain.Derived;
import io.ripcord.api.domain.Section;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.testkit.FakeAllocations;
import io.ripcord.testkit.FakeFacts;
import io.ripcord.testkit.FakeSecrets;
import io.ripcord.wifi.hostapd.Kick;
import io.ripcord.wifi.hostapd.Stations;
import io.ripcord.wifi.hostapd.WifiController;
import io.ripcord.wifi.network.NetworkController;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A board whose first radio is the device's; the others are of computers near it. */
final class Air {
    private final Guest guest;
    private final FakeFacts facts;
    private final GuestDaemons daemons;
    private final FakeSecrets secrets = new FakeSecrets();
    private final Path kernel;
    private final Plane wifi;
    private List<Derived> networks = List.of();

    private Air(Guest guest, Path kernel) {
        this.guest = guest;
        this.kernel = kernel;
        this.facts = new FakeFacts(guest.shared());
        this.daemons = new GuestDaemons(guest);
        this.wifi = new Plane(new WifiController(facts, guest.host(), daemons, secrets, kernel), new FakeAllocations());
    }

    /** @param others how many radios there are beside the device's */
    static Air of(Guest guest, int others) throws IOException {
        guest.load("ccm", "cmac", "gcm", "ctr");
        guest.run("modprobe", "mac80211_hwsim", "radios=" + (1 + others)).orThrow();
        var kernel = guest.shared().resolve("ieee80211");
        var mac = guest.run("cat", "/sys/class/ieee80211/phy0/macaddress")
                .orThrow()
                .out();
        Files.writeString(Files.createDirectories(kernel.resolve("phy0")).resolve("macaddress"), mac);
        return new Air(guest, kernel);
    }

    FakeSecrets secrets() {
        return secrets;
    }

    /** Makes the networks that SSIDs can join. */
    Air networks(String json) throws Exception {
        var network = new NetworkController(facts, guest.host(), daemons, secrets);
        Plane.of(network).converge(json);
        networks = network.expand(JsonText.parseObject(json), new FakeAllocations()).stream()
                .filter(entry -> entry.domain().equals("wifi"))
                .toList();
        return this;
    }

    void offer(JsonObject section) throws Exception {
        wifi.converge(new Section(section, networks));
    }

    /** What the steps towards it would be. */
    List<String> preview(JsonObject section) throws Exception {
        return wifi.plan(new Section(section, networks)).stream()
                .flatMap(unit -> unit.steps().stream())
                .map(step -> step.what())
                .toList();
    }

    JsonObject seen() throws Exception {
        return wifi.controller().observe();
    }

    JsonObject stations() throws Exception {
        return new Stations(facts, guest.host(), daemons, kernel).handle(JsonObject.EMPTY, text -> {});
    }

    void kick(String mac) throws Exception {
        new Kick(facts, guest.host(), daemons, kernel).handle(JsonObject.EMPTY.with("mac", mac), text -> {});
    }
}
