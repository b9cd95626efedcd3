package io.ripcord.lab;

/** What is beyond the boards' WAN side: a switch, and on it the fleet console. */
public final class Cloud {
    public static final String ADDRESS = "10.77.0.1";
    private static final String SWITCH = "wan";
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
