package io.ripcord.wifi.hostapd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Derived;
import io.ripcord.api.domain.Health;
import io.ripcord.api.domain.Section;
import io.ripcord.api.domain.Step;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.trust.SecretValue;
import io.ripcord.testkit.FakeAllocations;
import io.ripcord.testkit.FakeDaemons;
import io.ripcord.testkit.FakeFacts;
import io.ripcord.testkit.FakeSecrets;
import io.ripcord.wifi.api.InterfaceName;
import io.ripcord.wifi.api.JoinedNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WifiControllerTest {
    private static final String RADIO = "\"phy0\": {\"band\": \"2.4GHz\", \"channel\": 6}";

    @TempDir
    Path root;

    private final FakeDaemons daemons = new FakeDaemons();
    private final FakeRadio radio = new FakeRadio(daemons);
    private final FakeSecrets secrets = new FakeSecrets();
    private final FakeAllocations numbers = new FakeAllocations();
    private WifiController wifi;

    @BeforeEach
    void start() throws Exception {
        wifi = new WifiController(new FakeFacts(root), radio, daemons, secrets, FakeRadio.kernel(root));
    }

    @Test
    void a_radio_is_brought_up_with_all_its_ssids_and_found_again() throws Exception {
        var section = section(wpa2("home", "first passphrase"), open("cafe"));
        apply(section);
        assertEquals(
                List.of(
                        "iw phy phy0 interface add wl0-0 type managed",
                        "ADD bss_config=phy0:wl0-0.conf",
                        "iw phy phy0 set txpower auto",
                        "ADD bss_config=phy0:wl0-1.conf",
                        "ADD bss_config=phy0:wl0-2.conf"),
                radio.told);
        start();
        assertEquals(List.of(), plan(section));
        assertEquals(5, radio.told.size());
    }

    @Test
    void a_new_key_of_wpa2_sends_away_only_who_used_the_old_one() throws Exception {
        apply(section(wpa2("home", "first passphrase"), open("cafe")));
        apply(section(wpa2("home", "other passphrase"), open("cafe")));
        assertEquals("IFNAME=wl0-2 RELOAD_WPA_PSK", radio.told.getLast());
        assertEquals(6, radio.told.size());
        assertEquals(List.of(), plan(section(wpa2("home", "other passphrase"), open("cafe"))));
    }

    @Test
    void a_new_key_of_wpa3_is_told_without_bringing_the_radio_up_anew() throws Exception {
        apply(section(ssid("home", "wpa3", secret("first passphrase")), open("cafe")));
        apply(section(ssid("home", "wpa3", secret("other passphrase")), open("cafe")));
        assertEquals(
                List.of(
                        "IFNAME=wl0-2 SET sae_password other passphrase",
                        "IFNAME=wl0-2 PMKSA_FLUSH",
                        "IFNAME=wl0-2 DEAUTHENTICATE ff:ff:ff:ff:ff:ff"),
                radio.told.subList(5, 8));
        assertTrue(file("wl0-2.conf").contains("\nsae_password=other passphrase\n"));
    }

    @Test
    void anything_else_of_an_ssid_is_changed_by_removing_and_adding_it_alone() throws Exception {
        apply(section(open("cafe"), wpa2("home", "first passphrase")));
        radio.stations.put("wl0-1", 2);
        var changed = section(
                open("cafe").replace("\"open\"", "\"open\", \"hidden\": true"), wpa2("home", "first passphrase"));
        var unit = plan(changed).getFirst();
        unit.prepare(sha -> null);
        assertEquals(
                List.of("offer anew SSID cafe on phy0: sends away its 2 stations"),
                unit.steps().stream().map(Step::what).toList());
        assertTrue(unit.risky());
        apply(changed);
        assertEquals(
                List.of("REMOVE wl0-1", "ADD bss_config=phy0:wl0-1.conf"), radio.told.subList(5, radio.told.size()));
    }

    @Test
    void an_ssid_that_is_gone_takes_no_other_with_it_and_its_interface_is_no_others() throws Exception {
        apply(section(open("cafe"), open("den")));
        apply(section(open("den"), open("attic")));
        assertEquals(
                List.of("REMOVE wl0-1", "ADD bss_config=phy0:wl0-3.conf"), radio.told.subList(5, radio.told.size()));
    }

    @Test
    void what_fails_midway_is_as_it_was_with_its_old_keys() throws Exception {
        var before = section(wpa2("home", "first passphrase"), open("cafe"));
        apply(before);
        var psk = file("wl0-2.psk");
        radio.refused = "wl0-3.conf";
        var unit = plan(section(wpa2("home", "other passphrase"), open("cafe"), open("den")))
                .getFirst();
        unit.prepare(sha -> null);
        var done = new ArrayList<Step>();
        var refusal = assertThrows(Refusal.class, () -> {
            for (var step : unit.steps()) {
                done.add(step);
                step.apply();
            }
        });
        assertTrue(String.valueOf(refusal.getMessage()).contains("wl0-3.conf"), refusal.getMessage());
        for (var step : done.reversed()) {
            step.undo();
        }
        assertEquals(psk, file("wl0-2.psk"));
        assertEquals(List.of(), plan(before));
    }

    @Test
    void the_end_of_all_ssids_ends_hostapd_and_can_be_taken_back() throws Exception {
        var before = section(open("cafe"), open("den"));
        apply(before);
        var step = plan(Section.EMPTY).getFirst().steps().getFirst();
        assertEquals("end all SSIDs", step.what());
        step.apply();
        assertEquals("stop hostapd", daemons.acts().getLast());
        assertEquals("iw dev wl0-0 del", radio.told.getLast());
        assertEquals(List.of(), plan(Section.EMPTY));
        step.undo();
        assertEquals(List.of(), plan(before));
    }

    @Test
    void another_channel_brings_the_radio_up_anew_and_another_power_does_not() throws Exception {
        apply(section(open("cafe")));
        apply(louder());
        assertEquals("iw phy phy0 set txpower limit 1000", radio.told.getLast());
        assertEquals(5, radio.told.size());
        var moved = with("{\"phy0\": {\"band\": \"2.4GHz\", \"channel\": 11, \"power\": 10}}", open("cafe"));
        assertEquals(
                "bring up radio phy0 anew",
                plan(moved).getFirst().steps().getFirst().what());
        apply(moved);
        assertTrue(radio.told.contains("REMOVE wl0-0"), radio.told.toString());
    }

    @Test
    void a_hostapd_that_crashed_is_made_to_offer_all_again() throws Exception {
        var section = section(open("cafe"));
        apply(section);
        daemons.crash("hostapd");
        apply(section);
        assertEquals(List.of("wl0-0", "wl0-1"), radio.held());
    }

    @Test
    void a_hostapd_that_is_slow_to_answer_is_not_taken_for_one_that_offers_nothing() throws Exception {
        apply(section(open("cafe")));
        radio.slow = true;
        assertThrows(IOException.class, wifi::observe);
        radio.slow = false;
        var unit = plan(section(wpa2("home", "first passphrase"))).getFirst();
        unit.prepare(sha -> null);
        radio.slow = true;
        for (var step : unit.steps()) {
            step.apply();
        }
        assertTrue(radio.told.contains("REMOVE wl0-1"), radio.told.toString());
    }

    @Test
    void what_was_added_by_hand_is_taken_away() throws Exception {
        apply(section(open("cafe")));
        radio.held().add("evil0");
        apply(section(open("cafe")));
        assertEquals(List.of("wl0-0", "wl0-1"), radio.held());
    }

    @Test
    void waiting_for_radar_is_progress_and_a_radio_that_ended_is_not() throws Exception {
        var section = section(open("cafe"));
        var unit = plan(section).getFirst();
        unit.prepare(sha -> null);
        for (var step : unit.steps()) {
            step.apply();
        }
        radio.state = "DFS";
        assertEquals(new Health.Passing(), unit.health());
        assertEquals(List.of(), plan(section));
        radio.state = "DISABLED";
        assertTrue(unit.health() instanceof Health.Failing);
        assertFalse(plan(section).isEmpty());
    }

    @Test
    void a_radio_that_is_not_there_or_cannot_is_refused_with_a_sentence_before_anything_is_done() {
        var elsewhere = with("{\"phy7\": {\"band\": \"2.4GHz\"}}", open("cafe").replace("phy0", "phy7"));
        assertEquals(
                "The board has no radio phy7",
                assertThrows(Refusal.class, () -> apply(elsewhere)).getMessage());
        assertEquals(List.of(), radio.told);
        assertEquals(List.of(), daemons.acts());
    }

    @Test
    void a_secret_that_is_missing_or_no_passphrase_is_refused_by_its_name() throws Exception {
        var missing = section(ssid(
                "home", "wpa2", ", \"passphrase\": {\"secret\": \"nowhere\", \"digest\": \"" + "0".repeat(64) + "\"}"));
        assertEquals(
                "The secret nowhere is not on this device",
                assertThrows(Refusal.class, () -> apply(missing)).getMessage());
        for (var bad : List.of("short", "x".repeat(64), "pass\u00e9phrase", "two\nlines at once")) {
            var refusal = assertThrows(Refusal.class, () -> apply(section(wpa2("home", bad))));
            assertFalse(String.valueOf(refusal.getMessage()).contains(bad), refusal.getMessage());
        }
        for (var bad : List.of("passphrase|mac=02:00:00:00:00:01", "two  spaces", " at the end ", "password|id=x")) {
            assertThrows(Refusal.class, () -> apply(section(ssid("home", "wpa3", secret(bad)))));
        }
        assertEquals(List.of(), radio.told);
    }

    @Test
    void a_clients_key_leads_into_the_network_of_its_vlan() throws Exception {
        apply(section(ssid(
                "home",
                "wpa2",
                secret("first passphrase") + ", \"keys\": {\"alice\": {\"passphrase\": "
                        + reference("alices passphrase") + ", \"vlan\": 20}}")));
        assertEquals("20 wl0-1.20 br-guest\n", file("wl0-1.vlan"));
        var lines = file("wl0-1.psk").lines().toList();
        assertTrue(lines.getFirst().matches("00:00:00:00:00:00 [0-9a-f]{64}"), lines.toString());
        assertTrue(lines.getLast().matches("keyid=alice vlanid=20 00:00:00:00:00:00 [0-9a-f]{64}"), lines.toString());
    }

    @Test
    void the_key_of_wpa2_is_that_of_the_standards_example() throws Exception {
        var reference = secrets.set("psk", SecretValue.of("ThisIsAPassword"));
        assertEquals(
                "0dc0d6eb90555ed6419756b9a15ec3e3209b63df707dd508d14581f8982721af",
                new Keys(secrets).psk(reference, new io.ripcord.wifi.hostapd.document.SsidName("ThisIsASSID")));
    }

    @Test
    void the_firewall_is_told_of_every_port() {
        var ports = wifi.expand(section(open("cafe"), open("den")).wanted(), numbers);
        assertEquals(
                List.of("port:wl0-1", "port:wl0-2"),
                ports.stream().map(Derived::key).toList());
        assertEquals("br-lan", ports.getFirst().entry().string("bridge").orElseThrow());
    }

    @Test
    void what_cannot_be_is_refused_with_its_place() {
        Map.ofEntries(
                        Map.entry("{\"radios\": {\"phy0\": {\"band\": \"5GHz\"}}}", "radios/phy0/band"),
                        Map.entry("{\"radios\": {\"phy0\": {\"band\": \"3GHz\"}}}", "radios/phy0/band"),
                        Map.entry(
                                "{\"radios\": {\"phy0\": {\"band\": \"2.4GHz\", \"channel\": 15}}}",
                                "radios/phy0/channel"),
                        Map.entry(
                                "{\"radios\": {\"phy0\": {\"band\": \"2.4GHz\", \"width\": 80}}}", "radios/phy0/width"),
                        Map.entry("{\"radios\": {\"wlan0\": {\"band\": \"2.4GHz\"}}}", "radios/wlan0"),
                        Map.entry("{\"country\": \"de\"}", "country"),
                        Map.entry(entry("\"security\": \"wpa2\""), "ssids/x/passphrase"),
                        Map.entry(entry("\"security\": \"open\"" + secret("passphrase")), "ssids/x/passphrase"),
                        Map.entry(entry("\"security\": \"open\", \"passphrase\": \"plain\""), "ssids/x/passphrase"),
                        Map.entry(entry("\"security\": \"owe\", \"pmf\": \"off\""), "ssids/x/pmf"),
                        Map.entry(entry("\"security\": \"enterprise\""), "ssids/x/radius"),
                        Map.entry(entry("\"security\": \"open\", \"accept\": [\"02:00\"]"), "ssids/x/accept"),
                        Map.entry(
                                entry("\"security\": \"open\", \"name\": \"" + "\u00e9".repeat(17) + "\""),
                                "ssids/x/name"),
                        Map.entry(entry("\"security\": \"open\", \"network\": \"den\""), "ssids/x/network"),
                        Map.entry(entry("\"security\": \"open\", \"radios\": [\"phy1\"]"), "ssids/x/radios"),
                        Map.entry(
                                entry("\"security\": \"wpa3\", \"keys\": {\"a\": {\"passphrase\": "
                                        + reference("passphrase") + "}}"),
                                "ssids/x/keys/a/mac"),
                        Map.entry(
                                entry("\"security\": \"wpa2\", \"keys\": {\"a\": {\"vlan\": 30, \"passphrase\": "
                                        + reference("passphrase") + "}}"),
                                "ssids/x/keys/a/vlan"))
                .forEach((json, path) -> {
                    var problems = wifi.validate(section(JsonText.parseObject(json)));
                    assertEquals(1, problems.size(), json);
                    assertEquals(path, problems.getFirst().path(), json);
                });
    }

    @Test
    void stations_are_told_with_signal_and_can_be_sent_away() throws Exception {
        apply(section(open("cafe")));
        radio.stations.put("wl0-1", 1);
        var told = new Stations(new FakeFacts(root), radio, daemons, FakeRadio.kernel(root))
                .handle(JsonText.parseObject("{}"), text -> {});
        assertEquals(JsonText.parseObject("""
            {"stations": [{"mac": "02:00:00:00:09:00", "signalDbm": -30, "receivedBytes": 18816, "silentMillis": 304,
              "connectedSeconds": 12, "sendRate": "54.0 MBit/s", "ssid": "cafe", "radio": "phy0"}]}\
            """), told);
        var kick = new Kick(new FakeFacts(root), radio, daemons, FakeRadio.kernel(root));
        kick.handle(JsonText.parseObject("{\"mac\": \"02:00:00:00:09:00\"}"), text -> {});
        assertEquals("IFNAME=wl0-1 DEAUTHENTICATE 02:00:00:00:09:00", radio.told.getLast());
        assertThrows(
                Refusal.class, () -> kick.handle(JsonText.parseObject("{\"mac\": \"02:00:00:00:09:07\"}"), text -> {}));
        assertEquals(List.of(), plan(section(open("cafe"))));
    }

    @Test
    void a_radio_that_worked_and_is_gone_keeps_nothing_else_from_working() throws Exception {
        var section = section(open("cafe"));
        apply(section);
        daemons.crash("hostapd");
        var mac = root.resolve("ieee80211/phy0/macaddress");
        var text = Files.readString(mac);
        Files.delete(mac);
        Files.delete(mac.getParent());
        assertEquals(List.of(), plan(section));
        assertEquals("[\"phy0\"]", wifi.observe().get("lost").orElseThrow().text());
        Files.createDirectories(mac.getParent());
        Files.writeString(mac, text);
        apply(section);
        assertEquals(List.of("wl0-0", "wl0-1"), radio.held());
    }

    @Test
    void a_board_without_radios_runs_no_program() throws Exception {
        wifi = new WifiController(new FakeFacts(root), radio, daemons, secrets, root.resolve("nothing"));
        assertEquals(List.of(), wifi.plan(Section.EMPTY, wifi.observe(), numbers));
        assertEquals(
                "The board has no radio phy0",
                assertThrows(Refusal.class, () -> apply(section(open("cafe")))).getMessage());
    }

    private Section louder() {
        return with("{\"phy0\": {\"band\": \"2.4GHz\", \"channel\": 6, \"power\": 10}}", open("cafe"));
    }

    private String secret(String value) {
        return ", \"passphrase\": " + reference(value);
    }

    private String reference(String value) {
        return secrets.set("a-key", SecretValue.of(value)).json().text();
    }

    private String wpa2(String id, String passphrase) {
        return ssid(id, "wpa2", secret(passphrase));
    }

    private static String open(String id) {
        return ssid(id, "open", "");
    }

    private static String ssid(String id, String security, String more) {
        return "\"" + id + "\": {\"radios\": [\"phy0\"], \"name\": \"" + id
                + "\", \"network\": \"lan\", \"security\": \"" + security + "\"" + more + "}";
    }

    /** An SSID with these members, which replace the usual ones. */
    private static String entry(String members) {
        var usual = JsonText.parseObject("{\"radios\": [\"phy0\"], \"name\": \"x\", \"network\": \"lan\"}");
        var ssid = usual.patched(JsonText.parseObject("{" + members + "}"));
        return "{\"radios\": {" + RADIO + "}, \"ssids\": {\"x\": " + ssid.text() + "}}";
    }

    private static Section section(String... ssids) {
        return with("{" + RADIO + "}", ssids);
    }

    private static Section with(String radios, String... ssids) {
        return section(
                JsonText.parseObject("{\"radios\": " + radios + ", \"ssids\": {" + String.join(",", ssids) + "}}"));
    }

    private static Section section(io.ripcord.api.json.JsonObject wanted) {
        var lan = new JoinedNetwork(new InterfaceName("br-lan"), Map.of(20, new InterfaceName("br-guest")), false);
        return new Section(wanted, List.of(new Derived(UnitId.whole("network"), "wifi", "network:lan", lan.json())));
    }

    private String file(String name) throws Exception {
        return Files.readString(root.resolve("state/run/net/wifi").resolve(name));
    }

    private void apply(Section section) throws Exception {
        for (var unit : plan(section)) {
            unit.prepare(sha -> null);
            for (var step : unit.steps()) {
                step.apply();
            }
            unit.commit();
        }
    }

    private List<Unit> plan(Section section) throws Exception {
        assertEquals(List.of(), wifi.validate(section));
        return wifi.plan(section, wifi.observe(), numbers);
    }
}
