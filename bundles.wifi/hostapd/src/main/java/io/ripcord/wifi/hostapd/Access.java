package io.ripcord.wifi.hostapd;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.trust.Digest;
import io.ripcord.wifi.api.InterfaceName;
import io.ripcord.wifi.api.JoinedNetwork;
import io.ripcord.wifi.api.Mac;
import io.ripcord.wifi.api.SsidInterface;
import io.ripcord.wifi.hostapd.document.ClientKey;
import io.ripcord.wifi.hostapd.document.Pmf;
import io.ripcord.wifi.hostapd.document.Security;
import io.ripcord.wifi.hostapd.document.Ssid;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One SSID on one radio.
 *
 * @param bssid the Ethernet address that it has on the air
 * @param folder where its files lie, and hostapd makes its sockets
 */
record Access(Ssid ssid, SsidInterface iface, Mac bssid, JoinedNetwork network, Places folder) {
    static final String CONF = "conf";
    static final String PSK = "psk";
    static final String VLAN = "vlan";
    static final String MACS = "macs";

    private static final String ANYBODY = "00:00:00:00:00:00";
    private static final int DIGITS = 16;

    /** @param files of all interfaces, as {@code wl0-1.conf} */
    record Places(Path files, Path sockets) {
        Path file(String iface, String kind) {
            return files.resolve(iface + "." + kind);
        }
    }

    String name() {
        return iface.name().text();
    }

    /** The bridges that it needs. */
    Stream<InterfaceName> bridges() {
        return Stream.concat(Stream.of(network.bridge()), vlans().values().stream());
    }

    /** Changes with all that can be changed only by offering the SSID anew. */
    String settings() {
        // a password of WPA3 can be outdone by a later one, but not be taken back
        boolean untouchable = ssid.security().hasSae() && ssid.passphrase().isEmpty();
        return digest(
                refused(() -> settings(KeySource.DIGESTS)) + vlanFile() + macFile() + (untouchable ? keys() : ""));
    }

    /** Changes with the keys, which hostapd can be told while it serves. */
    String keys() {
        return digest(refused(() -> pskFile(KeySource.DIGESTS) + String.join("\n", passwords(KeySource.DIGESTS))));
    }

    /** The files that hostapd reads, by the ends of their names. */
    SortedMap<String, byte[]> files(KeySource keys) throws Refusal {
        var files = new TreeMap<String, byte[]>();
        var conf = new StringBuilder(settings(keys));
        passwords(keys)
                .forEach(password -> conf.append(
                        new Directives().line("sae_password", password).text()));
        put(files, CONF, conf.toString());
        put(files, PSK, pskFile(keys));
        put(files, VLAN, vlanFile());
        put(files, MACS, macFile());
        return files;
    }

    private static void put(SortedMap<String, byte[]> files, String kind, String text) {
        if (!text.isEmpty()) {
            files.put(kind, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private String settings(KeySource keys) throws Refusal {
        var lines = new Directives()
                .line("interface", name())
                .line("ctrl_interface", folder.sockets().toString())
                .line("bridge", network.bridge().text())
                .line("bssid", bssid.text())
                .line("ssid2", ssid.name().hex())
                .flag("utf8_ssid", true)
                .flag("wmm_enabled", true)
                .flag("ap_isolate", ssid.isolated().orElse(network.isolated()))
                .flag("ignore_broadcast_ssid", ssid.hidden());
        ssid.clients().ifPresent(most -> lines.line("max_num_sta", most));
        if (!ssid.accept().isEmpty()) {
            lines.line("macaddr_acl", 1).line("accept_mac_file", file(MACS));
        } else if (!ssid.deny().isEmpty()) {
            lines.line("macaddr_acl", 0).line("deny_mac_file", file(MACS));
        }
        security(lines, keys);
        return lines.text();
    }

    private void security(Directives lines, KeySource keys) throws Refusal {
        if (ssid.security() == Security.OPEN) {
            return;
        }
        lines.line("wpa", 2)
                .line("rsn_pairwise", "CCMP")
                .line("wpa_key_mgmt", proof())
                .line("ieee80211w", ssid.pmf().number());
        if (ssid.security().hasPsk()) {
            lines.line("wpa_psk_file", file(PSK));
        }
        if (ssid.security().hasSae()) {
            lines.line("sae_pwe", 2).flag("sae_require_mfp", true);
        }
        if (!vlans().isEmpty()) {
            lines.line("vlan_file", file(VLAN));
        }
        if (ssid.radius().isPresent()) {
            var server = ssid.radius().get();
            // RFC 2865, 4.1: a request must say who asks
            lines.flag("ieee8021x", true)
                    .line("nas_identifier", bssid.text())
                    .line("auth_server_addr", server.address().toString())
                    .line("auth_server_port", server.port())
                    .line("auth_server_shared_secret", keys.shared(server.secret()));
        }
    }

    private String proof() {
        boolean strict = ssid.pmf() == Pmf.REQUIRED;
        return switch (ssid.security()) {
            case OPEN -> "NONE";
            case OWE -> "OWE";
            case WPA2 -> strict ? "WPA-PSK WPA-PSK-SHA256" : "WPA-PSK";
            case WPA3 -> "SAE";
            case WPA2_WPA3 -> "WPA-PSK SAE";
            case ENTERPRISE -> strict ? "WPA-EAP WPA-EAP-SHA256" : "WPA-EAP";
        };
    }

    /** The passwords of WPA3; of those that fit, hostapd takes the last one that it was told. */
    List<String> passwords(KeySource keys) throws Refusal {
        List<String> all = new ArrayList<>();
        if (ssid.security().hasSae()) {
            if (ssid.passphrase().isPresent()) {
                all.add(keys.sae(ssid.passphrase().get()));
            }
            for (var key : ssid.keys()) {
                all.add(keys.sae(key.passphrase())
                        + "|mac=" + key.mac().orElseThrow()
                        + (key.vlan().isPresent() ? "|vlanid=" + key.vlan().getAsInt() : ""));
            }
        }
        return all;
    }

    private String pskFile(KeySource keys) throws Refusal {
        var lines = new StringBuilder();
        if (ssid.security().hasPsk()) {
            if (ssid.passphrase().isPresent()) {
                lines.append(ANYBODY + " ")
                        .append(keys.psk(ssid.passphrase().get(), ssid.name()))
                        .append('\n');
            }
            for (var key : ssid.keys()) {
                lines.append("keyid=").append(key.name());
                key.vlan().ifPresent(vlan -> lines.append(" vlanid=").append(vlan));
                lines.append(' ')
                        .append(key.mac().map(Mac::text).orElse(ANYBODY))
                        .append(' ')
                        .append(keys.psk(key.passphrase(), ssid.name()))
                        .append('\n');
            }
        }
        return lines.toString();
    }

    private String vlanFile() {
        return vlans().entrySet().stream()
                .map(vlan -> vlan.getKey() + " " + name() + "." + vlan.getKey() + " " + vlan.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private SortedMap<Integer, InterfaceName> vlans() {
        var all = new TreeMap<Integer, InterfaceName>();
        ssid.keys().stream()
                .map(ClientKey::vlan)
                .forEach(vlan -> vlan.ifPresent(id -> {
                    var bridge = network.vlans().get(id);
                    if (bridge != null) {
                        all.put(id, bridge);
                    }
                }));
        return all;
    }

    private String macFile() {
        return Stream.concat(ssid.accept().stream(), ssid.deny().stream())
                .map(mac -> mac + "\n")
                .collect(Collectors.joining());
    }

    private String file(String kind) {
        return folder.file(name(), kind).toString();
    }

    static String digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, DIGITS);
    }

    /** Stand-ins refuse nothing. */
    private static String refused(Text text) {
        try {
            return text.get();
        } catch (Refusal e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Text {
        String get() throws Refusal;
    }
}
