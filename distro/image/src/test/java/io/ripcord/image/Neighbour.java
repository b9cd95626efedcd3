package io.ripcord.image;

import io.ripcord.lab.linux.Command;
import java.util.List;
import java.util.stream.Stream;

/** A computer near the board, a network namespace of the machine. */
record Neighbour(Guest guest, String name) {

    Command.Outcome run(String... argv) {
        return guest.run(Stream.concat(Stream.of("ip", "netns", "exec", name), Stream.of(argv))
                .toArray(String[]::new));
    }

    /** A cable from the board's {@code plug} to an interface {@code eth0} here, up on this side only. */
    Neighbour cable(String plug) {
        guest.run("ip", "link", "add", plug, "type", "veth", "peer", "name", "eth0", "netns", name)
                .orThrow();
        run("ip", "link", "set", "eth0", "up").orThrow();
        return this;
    }

    Neighbour address(String address) {
        run("ip", "address", "add", address, "dev", "eth0").orThrow();
        return this;
    }

    /** Takes a radio of the board's. */
    Neighbour radio(String phy) {
        guest.run("iw", "phy", phy, "set", "netns", "name", name).orThrow();
        return this;
    }

    /** Starts a program that stays; its output goes to {@code /run/NAME-WORD.log}. */
    void start(String word, String... argv) {
        String log = "/run/" + name + "-" + word + ".log";
        guest.run(Stream.concat(
                                Stream.of(
                                        "/bin/sh",
                                        "-c",
                                        "log=$1; shift; \"$@\" > \"$log\" 2>&1 < /dev/null &",
                                        "sh",
                                        log,
                                        "ip",
                                        "netns",
                                        "exec",
                                        name),
                                List.of(argv).stream())
                        .toArray(String[]::new))
                .orThrow();
    }

    /** What a started program has written. */
    String log(String word) {
        return guest.run("cat", "/run/" + name + "-" + word + ".log").orThrow().out();
    }

    /** Whether an address answers within some seconds. */
    boolean reaches(String address) {
        return run("busybox", "ping", "-c", "1", "-W", "3", address).ok();
    }
}
