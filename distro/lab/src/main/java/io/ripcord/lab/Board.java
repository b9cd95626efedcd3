package io.ripcord.lab;

import io.ripcord.lab.linux.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * The lab's standard board: {@code lan0} with a client on it, {@code wan0} towards the cloud, an engine, and the device
 * process, which runs from the board's own copy of the built folder, as a board has its own flash.
 */
public final class Board {
    public static final String LAN_ADDRESS = "192.168.77.1";
    public static final int HTTPS_PORT = 8443;
    private static final String FACTS = """
            {
              "model": "Ripcord lab board",
              "class": "lab",
              "lan": {"interface": "lan0", "address": "%s"},
              "wan": {"interface": "wan0"},
              "http": {"port": %d},
              "docker": "unix:///run/docker.sock",
              "tools": {}
            }
            """.formatted(LAN_ADDRESS, HTTPS_PORT);

    private final Lab lab;
    private final Path folder;
    private final Namespace namespace;
    private final LanClient lan;
    private final Engine engine;

    private Board(Lab lab, Namespace namespace, Path folder, LanClient lan) {
        this.lab = lab;
        this.namespace = namespace;
        this.folder = folder;
        this.lan = lan;
        this.engine = new Engine(lab, namespace, folder.resolve("docker"));
    }

    /** Makes namespaces and links; nothing runs in them yet. {@code wanAddress} is one of 10.77.0.2 to 10.77.0.254. */
    public static Board make(Lab lab, Cloud cloud, String name, String wanAddress) {
        Namespace namespace = lab.namespace(name);
        LanClient lan = LanClient.join(lab, namespace);
        cloud.connect(namespace, wanAddress);
        return new Board(lab, namespace, lab.home().board(name), lan);
    }

    public Namespace namespace() {
        return namespace;
    }

    public LanClient lan() {
        return lan;
    }

    public Engine engine() {
        return engine;
    }

    /** Settings that an OEM, or the lab, put on the board. */
    public Path etc() {
        return folder.resolve("etc");
    }

    public Path state() {
        return folder.resolve("state");
    }

    /**
     * All that runs on the board now: what is in its namespace but for the process that holds it open, and what is in its
     * containers, which have namespaces of their own.
     */
    public Set<Long> processes() {
        Set<Long> pids = new TreeSet<>(lab.group().child(namespace.name()).members());
        ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(namespace::holds)
                .forEach(pids::add);
        return pids;
    }

    /** Copies a built device folder onto the board and writes the facts about it. */
    public Runner install(Path built) {
        try {
            Files.createDirectories(etc());
            Files.writeString(etc().resolve("device.json"), FACTS);
        } catch (IOException e) {
            throw new LabException(
                    "The facts of board " + namespace.name() + " could not be written: " + e.getMessage(), e);
        }
        return Runner.install(lab, namespace, namespace.name(), folder, built);
    }

    /** A port on 127.0.0.1 behind which the board's pages are, as its LAN side shows them. */
    public Forwarder forward(int preferredPort) {
        return Forwarder.open(
                lab, namespace.name() + ".pages", lan.namespace(), LAN_ADDRESS, HTTPS_PORT, preferredPort);
    }
}
