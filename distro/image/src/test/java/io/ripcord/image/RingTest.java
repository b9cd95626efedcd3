package io.ripcord.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.lab.linux.Await;
import io.ripcord.testkit.FakeFacts;
import io.ripcord.testkit.FakeSecrets;
import io.ripcord.wifi.network.NetworkController;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the other tests of this ring stand on. */
@BoardTest
class RingTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void a_program_gets_its_words_and_input_and_gives_back_what_it_wrote(Guest guest) throws Exception {
        var input = "one\ntwo\0three".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var result =
                guest.run(List.of("sh", "-c", "cat; printf %s \"$1\" >&2; exit 7", "sh", "a 'b'\n"), input, PATIENCE);
        assertEquals("one\ntwo\0three", result.out());
        assertEquals("a 'b'\n", result.err());
        assertEquals(7, result.status());
        assertThrows(IOException.class, () -> guest.run(List.of("no-such-program"), input, PATIENCE));
        assertThrows(IOException.class, () -> guest.run(List.of("sleep", "60"), input, Duration.ofSeconds(1)));
    }

    @Test
    void files_of_the_shared_folder_are_the_same_on_both_sides_and_no_others(Guest guest) throws Exception {
        var file = guest.shared().resolve("word");
        guest.host().generate(file, "out".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertEquals("out", guest.run("cat", file.toString()).orThrow().out());
        guest.shell("echo in > " + file + "; echo in > /etc/ripcord-board-ring").orThrow();
        assertEquals("in\n", Files.readString(file));
        assertTrue(Files.notExists(java.nio.file.Path.of("/etc/ripcord-board-ring")));
    }

    @Test
    void the_devices_own_code_arranges_the_machines_interfaces(Guest guest) throws Exception {
        var client = guest.neighbour("client").cable("lan0").address("192.168.77.20/24");
        guest.neighbour("provider").cable("wan0");
        var network = new NetworkController(
                new FakeFacts(guest.shared()), guest.host(), new GuestDaemons(guest), new FakeSecrets());
        Plane.of(network).converge("""
                {"networks": {"lan": {"zone": "lan", "ports": ["lan0"], "ipv4": "192.168.77.1/24"}}}""");
        assertTrue(client.reaches("192.168.77.1"));
    }

    @Test
    void a_radio_of_the_machine_serves_another_one(Guest guest) throws Exception {
        guest.load("ccm", "cmac", "gcm", "ctr", "mac80211_hwsim");
        assertEquals(
                "phy0\nphy1\n",
                guest.run("ls", "/sys/class/ieee80211").orThrow().out());
        var station = guest.neighbour("station").radio("phy1");
        guest.host().generate(guest.shared().resolve("hostapd.conf"), """
                interface=wlan0
                ctrl_interface=/run/hostapd
                ssid=Cafe
                hw_mode=g
                channel=6
                wpa=2
                wpa_key_mgmt=WPA-PSK
                rsn_pairwise=CCMP
                ieee80211w=2
                wpa_passphrase=correct horse
                """.getBytes(
                        java.nio.charset.StandardCharsets.UTF_8));
        guest.host().generate(guest.shared().resolve("station.conf"), """
                ctrl_interface=/run/wpa_supplicant
                network={
                  ssid="Cafe"
                  psk="correct horse"
                  ieee80211w=2
                  scan_freq=2437
                }
                """.getBytes(
                        java.nio.charset.StandardCharsets.UTF_8));
        new GuestDaemons(guest).start("hostapd", List.of("hostapd", guest.shared() + "/hostapd.conf"));
        station.start("wpa", "wpa_supplicant", "-i", "wlan1", "-D", "nl80211", "-c", guest.shared() + "/station.conf");
        Await.until(
                PATIENCE,
                "the station is associated and has its keys",
                () -> station.run("wpa_cli", "-p", "/run/wpa_supplicant", "status")
                        .out()
                        .contains("wpa_state=COMPLETED"));
        guest.run("ip", "address", "add", "10.9.0.1/24", "dev", "wlan0").orThrow();
        station.run("ip", "address", "add", "10.9.0.2/24", "dev", "wlan1").orThrow();
        assertTrue(station.reaches("10.9.0.1"));
        assertTrue(guest.run("iw", "dev", "wlan0", "station", "dump")
                .orThrow()
                .out()
                .contains("authorized:\tyes"));
    }
}
