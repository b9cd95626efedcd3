package io.ripcord.wifi.hostapd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.api.trust.SecretValue;
import io.ripcord.testkit.FakeSecrets;
import io.ripcord.wifi.api.InterfaceName;
import io.ripcord.wifi.api.JoinedNetwork;
import io.ripcord.wifi.api.Mac;
import io.ripcord.wifi.api.SsidInterface;
import io.ripcord.wifi.hostapd.document.Ssid;
import io.ripcord.wifi.hostapd.document.WifiSection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hostile names, keys and secrets: each comes out of hostapd's files as it was given, or was refused, and is never a second
 * directive. Every file is parsed by hostapd's own rules, written down here; a part of them also by hostapd itself.
 */
class MaliceTest {
    private static final int VALUES = Boolean.getBoolean("ripcord.long") ? 1_000_000 : 10_000;
    /** Files that one hostapd reads, without a radio. */
    private static final int BATCH = 250;

    private static final int READ_BACK = Boolean.getBoolean("ripcord.long") ? 20_000 : 500;

    private static final List<String> PARTS = List.of(
            "\n",
            "\r\n",
            "\0",
            "#",
            "\"",
            "\\",
            "'",
            "=",
            " ",
            "  ",
            "\t",
            "|mac=",
            "|id=",
            "|vlanid=",
            "|pk=",
            "P\"",
            "\u202e",
            "\u2028",
            "\u0085",
            "\u007f",
            "\u00e9",
            "\ud83d\ude00",
            "%s%n",
            "$(reboot)",
            "`id`",
            "ctrl_interface=/tmp/evil",
            "\nctrl_interface=/tmp/evil",
            "\nbss=evil",
            "\nsae_password=evil",
            "wpa_psk_file=/etc/shadow",
            "keyid=evil ",
            "vlanid=1 ",
            "00:00:00:00:00:00",
            "\u001b[2J",
            "a",
            "b",
            "Cafe",
            "password");

    @TempDir
    Path root;

    private final long seed = Long.getLong("ripcord.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final FakeSecrets secrets = new FakeSecrets();
    private final Keys keys = new Keys(secrets);

    @Test
    void no_text_becomes_a_second_directive() throws Exception {
        System.out.println("malice of wifi: -Dripcord.seed=" + seed);
        int taken = 0;
        for (int i = 0; i < VALUES; i++) {
            var ssid = ssid(text(40), "wpa3", text(70));
            if (ssid.isPresent()) {
                try {
                    taken += check(access(ssid.get(), 1)) ? 1 : 0;
                } catch (Refusal refused) {
                    assertTrue(String.valueOf(refused.getMessage()).contains("a-key"), refused.getMessage());
                }
            }
        }
        assertTrue(taken > VALUES / 100, taken + " of " + VALUES + " were taken");
    }

    /** Whether it reads back as it was given: one directive of each name, and each in its line. */
    private boolean check(Access access) throws Refusal {
        var lines = new String(access.files(keys).get(Access.CONF), StandardCharsets.UTF_8).split("\n", -1);
        Map<String, String> directives = new LinkedHashMap<>();
        for (var line : lines) {
            if (!line.isEmpty()) {
                int equals = line.indexOf('=');
                assertTrue(
                        line.charAt(0) != '#' && equals > 0 && line.length() < 4095 && line.indexOf(0) < 0,
                        seed + ": " + line);
                assertEquals(
                        null,
                        directives.put(line.substring(0, equals), line.substring(equals + 1)),
                        seed + ": " + line);
            }
        }
        assertEquals(
                List.of(
                        "interface",
                        "ctrl_interface",
                        "bridge",
                        "bssid",
                        "ssid2",
                        "utf8_ssid",
                        "wmm_enabled",
                        "ap_isolate",
                        "ignore_broadcast_ssid",
                        "wpa",
                        "rsn_pairwise",
                        "wpa_key_mgmt",
                        "ieee80211w",
                        "sae_pwe",
                        "sae_require_mfp",
                        "sae_password"),
                List.copyOf(directives.keySet()),
                "seed " + seed);
        assertEquals(
                access.ssid().name().text(),
                new String(HexFormat.of().parseHex(directives.getOrDefault("ssid2", "")), StandardCharsets.UTF_8));
        var password = directives.getOrDefault("sae_password", "");
        var reference = access.ssid().passphrase().orElseThrow();
        assertEquals(secrets.find(reference).orElseThrow().text(), sae(password), "seed " + seed);
        return true;
    }

    /** As hostapd's parse_sae_password finds the end of a password. */
    private static String sae(String value) {
        int end = List.of("|mac=", "|vlanid=", "|pk=", "|id=").stream()
                .mapToInt(value::indexOf)
                .filter(index -> index >= 0)
                .min()
                .orElse(value.length());
        return value.substring(0, end);
    }

    @Test
    void hostapd_itself_reads_the_names_as_they_were_given() throws Exception {
        System.out.println("malice of wifi: -Dripcord.seed=" + seed);
        for (int done = 0; done < READ_BACK; done += BATCH) {
            var batch = Files.createDirectories(root.resolve("b" + done));
            List<Ssid> given = new ArrayList<>();
            while (given.size() < BATCH) {
                ssid(text(24), "open", "").ifPresent(given::add);
            }
            assertEquals(
                    given.stream().map(ssid -> shown(ssid.name().bytes())).toList(),
                    readBack(batch, given),
                    "seed " + seed);
        }
    }

    private List<String> readBack(Path batch, List<Ssid> given) throws Exception {
        List<String> argv =
                new ArrayList<>(List.of("hostapd", "-g", batch.resolve("global").toString()));
        for (int i = 0; i < given.size(); i++) {
            var conf = new String(access(given.get(i), i).files(keys).get(Access.CONF), StandardCharsets.UTF_8);
            var file = batch.resolve(i + ".conf");
            Files.writeString(file, "driver=none\n" + conf.replaceAll("(ctrl_interface|bridge)=.*\n", ""));
            argv.add(file.toString());
        }
        var log = batch.resolve("log").toFile();
        var hostapd = new ProcessBuilder(argv)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            var asked = batch.resolve("asked");
            Files.writeString(
                    asked,
                    given.stream()
                            .map(ssid -> "raw IFNAME=" + name(given.indexOf(ssid)) + " GET_CONFIG\n")
                            .collect(Collectors.joining()));
            var cli = new ProcessBuilder("hostapd_cli", "-p", batch.toString(), "-i", "global")
                    .redirectInput(asked.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(batch.resolve("told").toFile())
                    .start();
            assertTrue(cli.waitFor(60, TimeUnit.SECONDS), "hostapd_cli does not end");
            assertTrue(hostapd.isAlive(), Files.readString(log.toPath()));
            return Files.readAllLines(batch.resolve("told")).stream()
                    .filter(line -> line.startsWith("ssid="))
                    .map(line -> line.substring("ssid=".length()))
                    .toList();
        } finally {
            hostapd.destroy();
            hostapd.waitFor();
        }
    }

    /** As hostapd's printf_encode shows bytes. */
    private static String shown(byte[] bytes) {
        var shown = new StringBuilder();
        for (byte each : bytes) {
            shown.append(
                    switch (each) {
                        case '"' -> "\\\"";
                        case '\\' -> "\\\\";
                        case 27 -> "\\e";
                        case '\n' -> "\\n";
                        case '\r' -> "\\r";
                        case '\t' -> "\\t";
                        default ->
                            each >= 32 && each <= 126 ? String.valueOf((char) each) : "\\x%02x".formatted(each & 0xff);
                    });
        }
        return shown.toString();
    }

    private static String name(int i) {
        return new SsidInterface(i / 60, i % 60).name().text();
    }

    private Access access(Ssid ssid, int i) {
        return new Access(
                ssid,
                new SsidInterface(i / 60, i % 60),
                new Mac("02:00:00:00:00:01"),
                new JoinedNetwork(new InterfaceName("br-lan"), Map.of(), false),
                new Access.Places(root, root));
    }

    private String text(int most) {
        var text = new StringBuilder();
        int parts = 1 + random.nextInt(6);
        for (int i = 0; i < parts && text.length() < most; i++) {
            text.append(random.nextInt(3) == 0 ? PARTS.get(random.nextInt(PARTS.size())) : plain());
        }
        return text.toString();
    }

    private String plain() {
        return random.ints(1 + random.nextInt(8), ' ', 128)
                .mapToObj(each -> String.valueOf((char) each))
                .collect(Collectors.joining());
    }

    /** Empty if the document is refused. */
    private Optional<Ssid> ssid(String name, String security, String passphrase) {
        var members = JsonObject.EMPTY
                .with(
                        "radios",
                        JsonText.parseObject("{\"a\": [\"phy0\"]}").get("a").orElseThrow())
                .with("name", name)
                .with("network", "lan")
                .with("security", security);
        try {
            if (!security.equals("open")) {
                members = members.with("passphrase", reference(passphrase).json());
            }
            var section = JsonObject.EMPTY
                    .with("radios", JsonText.parseObject("{\"phy0\": {\"band\": \"2.4GHz\"}}"))
                    .with("ssids", JsonObject.EMPTY.with("x", (Json) members));
            return Optional.of(WifiSection.parse(section).ssids().getFirst());
        } catch (BadDocument refused) {
            return Optional.empty();
        }
    }

    private SecretReference reference(String value) {
        secrets.remove("a-key");
        return secrets.set("a-key", SecretValue.of(value));
    }
}
