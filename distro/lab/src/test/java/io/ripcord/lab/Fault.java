package io.ripcord.lab;

import io.ripcord.lab.linux.Command;
import io.ripcord.lab.linux.LiveProcess;

/** Something wrong between a board and its broker, inside the lab only; over when it is closed. */
interface Fault extends AutoCloseable {

    @Override
    void close();

    /** The process hangs: its connections stay open and nothing comes. */
    static Fault hung(LiveProcess process) {
        signal(process, "STOP");
        return () -> signal(process, "CONT");
    }

    /** What goes from the board to the broker is lost. */
    static Fault towardsBroker(Cloud cloud, String board) {
        return rule(cloud, "input", "ip saddr " + board + " tcp dport " + Cloud.MQTT_PORT + " drop");
    }

    /** What goes from the broker to the board is lost. */
    static Fault towardsBoard(Cloud cloud, String board) {
        return rule(cloud, "output", "ip daddr " + board + " tcp sport " + Cloud.MQTT_PORT + " drop");
    }

    /** Living connections are reset, new ones refused. */
    static Fault refusing(Cloud cloud, String board) {
        return rule(cloud, "input", "ip saddr " + board + " tcp dport " + Cloud.MQTT_PORT + " reject with tcp reset");
    }

    /** New connections end in the middle of the TLS handshake: the server's certificate does not come through. */
    static Fault inHandshake(Cloud cloud, String board) {
        return rule(cloud, "output", "ip daddr " + board + " tcp sport " + Cloud.MQTT_PORT + " meta length > 300 drop");
    }

    /** Little comes through: 2 kB a second. */
    static Fault slow(Cloud cloud, String board) {
        return rule(
                cloud,
                "output",
                "ip daddr " + board + " tcp sport " + Cloud.MQTT_PORT + " limit rate over 2 kbytes/second drop");
    }

    private static Fault rule(Cloud cloud, String hook, String rule) {
        var namespace = cloud.namespace();
        var table = "add table inet fault { chain c { type filter hook " + hook + " priority -300; " + rule + "; }; }";
        namespace.run("nft", table).orThrow();
        return () -> namespace.run("nft", "delete table inet fault").orThrow();
    }

    private static void signal(LiveProcess process, String signal) {
        Command.of("kill", "-" + signal, String.valueOf(process.pid())).run().orThrow();
    }
}
