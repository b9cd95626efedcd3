package io.ripcord.console.broker;

import io.ripcord.api.host.Facts;
import io.ripcord.api.host.Host;
import io.ripcord.api.trust.FleetAuthority;
import io.ripcord.console.api.Broker;
import io.ripcord.console.api.ConsoleFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the default broker running beside the console. */
@Component(immediate = true)
public final class BrokerProcess implements Broker {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerProcess.class);
    private static final Duration LOOK_AGAIN = Duration.ofHours(6);

    private final ConsoleFacts console;
    private final FleetAuthority authority;
    private final Host host;
    private final Path removed;
    private final Thread renewal;
    private final Supervisor supervisor;

    @Activate
    public BrokerProcess(
            @Reference Facts facts,
            @Reference ConsoleFacts console,
            @Reference FleetAuthority authority,
            @Reference Host host)
            throws IOException {
        this.console = console;
        this.authority = authority;
        this.host = host;
        var folder = Files.createDirectories(facts.state().resolve("broker"));
        var key = authority.server("broker", console.addresses());
        var configuration = BrokerConfiguration.xml(console.mqttPort(), key, authority.trust());
        host.writeSecret(folder.resolve("config.xml"), configuration.getBytes(StandardCharsets.UTF_8));
        removed = folder.resolve("removed");
        supervisor = new Supervisor(command(facts.home(), folder), folder.resolve("broker.log"));
        renewal = Thread.ofVirtual().name("broker-certificate").start(this::renew);
    }

    @Deactivate
    void deactivate() {
        renewal.interrupt();
        supervisor.close();
    }

    /** The authority makes a new certificate when the present one runs out soon; the broker reads a changed file anew. */
    private void renew() {
        try {
            while (true) {
                Thread.sleep(LOOK_AGAIN);
                authority.server("broker", console.addresses());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void keepOut(Set<String> devices) {
        try {
            host.write(removed, String.join("\n", new TreeSet<>(devices)).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.error("Cannot tell the broker in {} who was removed from the fleet; see to the disk", removed, e);
        }
    }

    @Override
    public String uri() {
        return "ssl://127.0.0.1:" + console.mqttPort();
    }

    @Override
    public String deviceUri() {
        return "ssl://" + console.addresses().getFirst() + ":" + console.mqttPort();
    }

    private static List<String> command(Path home, Path folder) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // its thousands of classes are read from an archive that the first run leaves behind
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + folder.resolve("classes.jsa"),
                "-Xlog:cds=off",
                "-Xlog:aot=off",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=broker-logback.xml",
                "-cp",
                home.resolve("broker") + "/*",
                "io.ripcord.broker.Main",
                folder.toString());
    }
}
