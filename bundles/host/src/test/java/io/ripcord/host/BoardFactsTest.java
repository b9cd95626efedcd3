package io.ripcord.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.testkit.FaultyDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;

class BoardFactsTest {
    private static final String JSON = """
            {"model": "Board 1", "class": "lab", "lan": {"interface": "lan0", "address": "192.168.77.1"},
             "wan": {"interface": "wan0"}, "http": {"port": 8443}, "docker": "unix:///run/docker.sock", "tools": {}}""";

    @TempDir
    Path root;

    private final Map<String, String> properties = new HashMap<>();

    @BeforeEach
    void folders() throws IOException {
        for (var name : new String[] {"home", "state", "etc"}) {
            properties.put(
                    "ripcord." + name,
                    Files.createDirectories(root.resolve(name)).toString());
        }
        Files.createDirectories(root.resolve("home/etc"));
        Files.writeString(root.resolve("home/etc/device.json"), JSON);
    }

    private final FaultyDisk disk = new FaultyDisk();

    private BoardFacts facts() throws IOException {
        var bundle = Fakes.of(Bundle.class, Map.of("getVersion", _ -> new Version("0.1.0")));
        return new BoardFacts(
                Fakes.of(
                        BundleContext.class,
                        Map.of("getBundle", _ -> bundle, "getProperty", names -> properties.get((String) names[0]))),
                InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000)),
                new StateDisk(root.resolve("state"), disk));
    }

    @Test
    void tells_what_the_description_says() throws IOException {
        var facts = facts();
        assertEquals("Board 1", facts.model());
        assertEquals("lab", facts.deviceClass());
        assertEquals("192.168.77.1", facts.lanAddress());
        assertEquals(8443, facts.httpsPort());
        assertEquals("unix:///run/docker.sock", facts.dockerEndpoint());
        assertEquals("0.1.0", facts.baseVersion());
        assertFalse(facts.safeMode());
        assertFalse(facts.fallback());
    }

    @Test
    void the_boards_own_description_wins() throws IOException {
        Files.writeString(root.resolve("etc/device.json"), JSON.replace("Board 1", "Mine"));
        assertEquals("Mine", facts().model());
    }

    @ParameterizedTest
    @CsvSource({
        "8443, 0",
        "192.168.77.1, 192.168.77.256",
        "192.168.77.1, fritz.box",
        "lan0, ../../lan0",
        "unix:///run/docker.sock, tcp://1.2.3.4:2375",
        "tools, tolls"
    })
    void refuses_a_wrong_description_by_name(String right, String wrong) throws IOException {
        Files.writeString(root.resolve("etc/device.json"), JSON.replace(right, wrong));
        var message = assertThrows(IOException.class, this::facts).getMessage();
        assertTrue(message.contains("etc/device.json: "), message);
    }

    @Test
    void the_start_mode_comes_from_the_launcher() throws IOException {
        properties.put("ripcord.start.mode", "fallback");
        assertTrue(facts().fallback());
        properties.put("ripcord.start.mode", "safe");
        assertTrue(facts().safeMode());
    }

    @Test
    void counts_starts_on_disk() throws IOException {
        assertEquals(1, facts().bootEpoch());
        assertEquals(2, facts().bootEpoch());
    }

    @Test
    void the_count_grows_even_over_a_damaged_file() throws IOException {
        Files.write(root.resolve("state/boot-epoch"), new byte[] {0, 0, (byte) 0xff});
        assertEquals(1_700_000_001, facts().bootEpoch());
        assertEquals(1_700_000_002, facts().bootEpoch());
    }
}
