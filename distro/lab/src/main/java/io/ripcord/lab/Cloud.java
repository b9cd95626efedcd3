package io.ripcord.lab;

import io.ripcord.lab.linux.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is beyond the boards' WAN side: a switch, and on it the fleet console. */
public final class Cloud {
    public static final String ADDRESS = "10.77.0.1";
    public static final int HTTPS_PORT = 8440;
    public static final int MQTT_PORT = 8883;
    private static final String SWITCH = "wan";
    private static final String FACTS = """
            {
              "addresses": ["%s", "127.0.0.1", "localhost"],
              "httpsPort": %d,
              "mqttPort": %d,
              "tenant": "lab"
            }
            """.formatted(ADDRESS, HTTPS_PORT, MQTT_PORT);
    private final Namespace namespace;

    private Cloud(Namespace namespace) {
        this.namespace = namespace;
    }

    static Cloud make(Lab lab) {
        Namespace cloud = lab.namespace("cloud");
        cloud.run("ip", "link", "add", SWITCH, "type", "bridge").orThrow();
        cloud.run("ip", "address", "add", ADDRESS + "/24", "dev", SWITCH).orThrow();
        cloud.run("ip", "link", "set", SWITCH, "up").orThrow();
        return new Cloud(cloud);
    }

    public Namespace namespace() {
        return namespace;
    }

    /** Puts a built console folder into the cloud and writes the facts about it. */
    Runner install(Lab lab, Path built) {
        Path place = lab.home().cloud();
        try {
            Path etc = Files.createDirectories(place.resolve("etc"));
            Files.writeString(etc.resolve("console.json"), FACTS);
        } catch (IOException e) {
            throw new LabException("The facts of the console could not be written: " + e.getMessage(), e);
        }
        return Runner.install(lab, namespace, StandardLab.CONSOLE, place, built);
    }

    /** The same port on 127.0.0.1, or another, that leads to one in here. */
    Forwarder forward(Lab lab, int port) {
        return Forwarder.open(lab, "cloud." + port, namespace, ADDRESS, port, port);
    }

    /** Plugs a board's wan0 into the switch. */
    void connect(Namespace board, String address) {
        Link.join(Link.End.of(board, "wan0", address + "/24"), Link.End.of(namespace, board.name()));
        namespace.run("ip", "link", "set", board.name(), "master", SWITCH).orThrow();
        board.run("ip", "route", "add", "default", "via", ADDRESS).orThrow();
    }
}
