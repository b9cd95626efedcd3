package io.ripcord.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.trust.SecretValue;
import io.ripcord.lab.linux.Await;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The radios of a board by the device's own controller, with real stations on the air. */
@BoardTest
class WifiBoardTest {
    private static final String PSK = "key_mgmt=WPA-PSK; psk=\"%s\"; ieee80211w=1";
    private static final String SAE = "key_mgmt=SAE; sae_password=\"%s\"; ieee80211w=2";
    private static final String HOME = "Home \"#1\"";
    private static final String NETWORKS = """
            {"networks": {"lan": {"zone": "lan", "ports": ["lan0"], "ipv4": "192.168.77.1/24"},
                          "guest": {"zone": "guest", "ports": ["lan1.20"], "ipv4": "192.168.90.1/24", "isolated": true}}}""";

    private Guest guest;
    private Air air;
    private Supplicant alice;
    private Supplicant bob;

    @BeforeAll
    void bring_up_the_radio(Guest machine) throws Exception {
        guest = machine;
        guest.neighbour("wire").cable("lan0");
        guest.run("ip", "link", "add", "lan1", "type", "veth", "peer", "name", "far1")
                .orThrow();
        air = Air.of(guest, 2).networks(NETWORKS);
        alice = new Supplicant(guest, "alice", 1).addresses("192.168.77.21/24", "192.168.90.21/24");
        bob = new Supplicant(guest, "bob", 2).addresses("192.168.77.22/24", "192.168.90.22/24");
        radius();
        set("home", "first passphrase");
        set("alice", "alices passphrase");
        set("strong", "a strong passphrase");
        set("both", "both passphrases");
        set("radius", "shared with radius");
        air.offer(section());
    }

    /** hostapd's own RADIUS server, with one user who needs no certificates. */
    private void radius() throws Exception {
        guest.host()
                .generate(
                        guest.shared().resolve("users"),
                        "\"carol\" PWD \"carols password\"\n".getBytes(StandardCharsets.UTF_8));
        guest.host()
                .generate(
                        guest.shared().resolve("clients"),
                        "127.0.0.1 shared with radius\n".getBytes(StandardCharsets.UTF_8));
        guest.host().generate(guest.shared().resolve("radius.conf"), """
                interface=radius
                driver=none
                eap_server=1
                pwd_group=19
                eap_user_file=%1$s/users
                radius_server_clients=%1$s/clients
                radius_server_auth_port=1812
                """.formatted(guest.shared())
                .getBytes(StandardCharsets.UTF_8));
        guest.run("ip", "link", "set", "lo", "up").orThrow();
        new GuestDaemons(guest).start("radius", List.of("hostapd", guest.shared() + "/radius.conf"));
    }

    private void set(String name, String value) {
        air.secrets().set(name, SecretValue.of(value));
    }

    private String secret(String name) {
        return air.secrets().local(name).orElseThrow().json().text();
    }

    private JsonObject section() {
        return JsonText.parseObject(
                """
                {"radios": {"phy0": {"band": "2.4GHz", "channel": 6, "modes": "n"}},
                 "ssids": {
                   "cafe": {"radios": ["phy0"], "name": "Cafe", "network": "lan", "security": "open"},
                   "visitors": {"radios": ["phy0"], "name": "Visitors", "network": "guest", "security": "owe"},
                   "home": {"radios": ["phy0"], "name": "Home \\"#1\\"", "network": "lan", "security": "wpa2", "passphrase": %s,
                            "keys": {"alice": {"passphrase": %s, "vlan": 20}}},
                   "strong": {"radios": ["phy0"], "name": "Strong", "network": "lan", "security": "wpa3", "passphrase": %s},
                   "both": {"radios": ["phy0"], "name": "Both", "network": "lan", "security": "wpa2-wpa3", "passphrase": %s},
                   "office": {"radios": ["phy0"], "name": "Office", "network": "lan", "security": "enterprise",
                              "radius": {"address": "127.0.0.1", "secret": %s}}}}""".formatted(secret("home"), secret("alice"), secret("strong"), secret("both"), secret("radius")));
    }

    @Test
    void a_station_joins_an_open_network_is_told_of_and_sent_away() throws Exception {
        alice.joins("Cafe", "key_mgmt=NONE");
        assertTrue(alice.place().reaches("192.168.77.1"));
        var stations = air.stations().text();
        assertTrue(stations.contains(alice.mac()) && stations.contains("signalDbm"), stations);
        assertTrue(air.seen().text().contains(alice.mac()), air.seen().text());
        int from = alice.log().length();
        air.kick(alice.mac());
        alice.says("CTRL-EVENT-DISCONNECTED", from);
    }

    @Test
    void visitors_without_a_key_are_encrypted_and_do_not_see_each_other() throws Exception {
        alice.joins("Visitors", "key_mgmt=OWE; ieee80211w=2");
        bob.joins("Visitors", "key_mgmt=OWE; ieee80211w=2");
        assertTrue(alice.status().contains("key_mgmt=OWE"), alice.status());
        assertTrue(alice.place().reaches("192.168.90.1"));
        assertTrue(bob.place().reaches("192.168.90.1"));
        assertFalse(alice.place().reaches("192.168.90.22"));
    }

    @Test
    void the_key_tells_the_network_and_a_wrong_one_is_refused() throws Exception {
        alice.joins(HOME, PSK.formatted("alices passphrase"));
        assertTrue(alice.place().reaches("192.168.90.1"));
        bob.joins(HOME, PSK.formatted("first passphrase"));
        assertTrue(bob.place().reaches("192.168.77.1"));
        int from = bob.log().length();
        bob.tries(HOME, PSK.formatted("wrong passphrase"));
        bob.says("WRONG_KEY", from);
    }

    @Test
    void wpa3_and_both_at_once_take_their_stations() throws Exception {
        alice.joins("Strong", SAE.formatted("a strong passphrase"));
        assertTrue(alice.status().contains("key_mgmt=SAE"), alice.status());
        alice.joins("Both", SAE.formatted("both passphrases"));
        bob.joins("Both", PSK.formatted("both passphrases"));
        assertTrue(bob.place().reaches("192.168.77.21"));
        int from = bob.log().length();
        bob.tries("Strong", SAE.formatted("a wrong passphrase"));
        bob.says("CTRL-EVENT-AUTH-REJECT", from);
        assertFalse(bob.in("Strong"));
    }

    @Test
    void a_server_that_knows_the_users_lets_one_in() throws Exception {
        bob.joins("Office", "key_mgmt=WPA-EAP; eap=PWD; identity=\"carol\"; password=\"carols password\"");
        assertTrue(bob.place().reaches("192.168.77.1"));
    }

    @Test
    void new_keys_and_settings_of_some_ssids_are_not_noticed_by_a_station_of_another() throws Exception {
        alice.joins("Cafe", "key_mgmt=NONE");
        bob.joins(HOME, PSK.formatted("first passphrase"));
        int of_alice = alice.log().length();
        int of_bob = bob.log().length();
        alice.place().start("ping", "busybox", "ping", "-c", "30", "-W", "30", "192.168.77.1");
        set("home", "second passphrase");
        set("strong", "another strong passphrase");
        assertEquals(
                List.of(
                        "change the keys of SSID home on phy0: sends away who uses one that is gone",
                        "change the keys of SSID strong on phy0"),
                air.preview(section()).stream().sorted().toList());
        air.offer(section());
        bob.says("CTRL-EVENT-DISCONNECTED", of_bob);
        air.offer(section()
                .patched(JsonText.parseObject("{\"ssids\": {\"office\": {\"hidden\": true}, \"both\": null}}")));
        air.offer(section());
        bob.joins(HOME, PSK.formatted("second passphrase"));
        bob.joins("Strong", SAE.formatted("another strong passphrase"));
        Await.until(
                Supplicant.PATIENCE,
                "the ping has ended",
                () -> alice.place().log("ping").contains("packets transmitted"));
        assertTrue(
                alice.place().log("ping").contains(" 0% packet loss"),
                alice.place().log("ping"));
        assertFalse(alice.log().substring(of_alice).contains("DISCONNECTED"), alice.log());
        set("home", "first passphrase");
        set("strong", "a strong passphrase");
        air.offer(section());
    }
}
