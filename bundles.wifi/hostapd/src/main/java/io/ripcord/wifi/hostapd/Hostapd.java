package io.ripcord.wifi.hostapd;

import io.ripcord.api.host.Daemons;
import io.ripcord.api.host.Host;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The exchanges with the board's hostapd, by {@code hostapd_cli} on its global socket. Commands go in by standard input, as
 * a key on a command line could be seen by every process. RELOAD, RELOAD_BSS and SIGHUP are never sent: with them hostapd
 * 2.10 sends away every station of every SSID.
 */
final class Hostapd {
    static final String NAME = "hostapd";
    private static final String GLOBAL = "global";
    /** Only this means that an interface is not there: no answer within its time is none. */
    private static final String UNKNOWN = "FAIL-NO-IFNAME-MATCH";

    private static final String PROMPT = "> ";
    private static final String BEGIN = "Interactive mode\n\n";
    private static final String EVENT = "\r?(IFNAME=[^ ]+ )?<[0-9]>.*";
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int TRIES = 250;
    private static final long POLL_MILLIS = 20;

    private final Host host;
    private final Daemons daemons;
    private final Path sockets;

    /** @param sockets the folder in which hostapd makes them; its path must be short (unix(7)) */
    Hostapd(Host host, Daemons daemons, Path sockets) {
        this.host = host;
        this.daemons = daemons;
        this.sockets = sockets;
    }

    /** What tells the one that runs from all others; empty when none does. */
    Optional<String> running() throws IOException {
        return daemons.find(NAME).map(daemon -> daemon.pid() + ":" + daemon.startTicks());
    }

    /** Returns when it listens. */
    void start() throws IOException, InterruptedException {
        daemons.start(NAME, List.of(NAME, "-g", sockets.resolve(GLOBAL).toString()));
        for (int i = 0; i < TRIES; i++) {
            var answer = host.run(SHORT, "hostapd_cli", "-p", sockets.toString(), "-i", GLOBAL, "ping");
            if (answer.out().contains("PONG")) {
                return;
            }
            if (running().isEmpty()) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        throw new IOException("hostapd does not listen: " + lastWords());
    }

    void stop() throws IOException, InterruptedException {
        daemons.stop(NAME, GRACE);
    }

    /** Adds the interface that a file describes to a radio; its first one brings the radio up. */
    void add(String radio, Path file) throws IOException, InterruptedException {
        tell("ADD bss_config=" + radio + ":" + file, "hostapd did not take " + file.getFileName());
    }

    /** Takes an interface away, and with a radio's first all of them; what is not there is well. */
    void remove(String iface) throws IOException, InterruptedException {
        if (ask(List.of(of(iface, "PING"))).getFirst().equals(UNKNOWN)) {
            return;
        }
        tell("REMOVE " + iface, "hostapd did not let go of " + iface);
    }

    /** Reads the keys of WPA2 anew: stations with a key that is gone are sent away, no others. */
    void reloadPsk(String iface) throws IOException, InterruptedException {
        tell(of(iface, "RELOAD_WPA_PSK"), "hostapd did not read the keys of " + iface);
    }

    /** Replaces the keys of WPA3; all stations of the interface are sent away and come back with the new ones. */
    void replaceSae(String iface, List<String> passwords) throws IOException, InterruptedException {
        for (var password : passwords) {
            tell(of(iface, "SET sae_password " + password), "hostapd did not take a password for " + iface);
        }
        tell(of(iface, "PMKSA_FLUSH"), "hostapd did not forget who was on " + iface);
        tell(of(iface, "DEAUTHENTICATE ff:ff:ff:ff:ff:ff"), "hostapd did not send away who was on " + iface);
    }

    /** Sends one station away; it may come back. */
    void kick(String iface, String mac) throws IOException, InterruptedException {
        tell(of(iface, "DEAUTHENTICATE " + mac), "hostapd did not send away " + mac);
    }

    /** The state of each radio whose first interface is named; empty where hostapd does not know it. */
    List<Optional<Status>> status(List<String> anchors) throws IOException, InterruptedException {
        List<Optional<Status>> all = new ArrayList<>();
        for (var answer :
                ask(anchors.stream().map(anchor -> of(anchor, "STATUS")).toList())) {
            var status = Status.parse(answer);
            if (status.isEmpty() && !answer.equals(UNKNOWN)) {
                throw new IOException("hostapd does not tell how its radios are: " + answer);
            }
            all.add(status);
        }
        return all;
    }

    String lastWords() {
        return daemons.lastWords(NAME, 600).strip();
    }

    private static String of(String iface, String command) {
        return "IFNAME=" + iface + " " + command;
    }

    private void tell(String command, String attempt) throws IOException, InterruptedException {
        if (!ask(List.of(command)).getFirst().equals("OK")) {
            throw new IOException(attempt + ": " + lastWords());
        }
    }

    /** One answer to each command. */
    private List<String> ask(List<String> commands) throws IOException, InterruptedException {
        if (commands.isEmpty()) {
            return List.of();
        }
        var input = commands.stream().map(command -> "raw " + command + "\n").collect(Collectors.joining());
        var argv = List.of("hostapd_cli", "-p", sockets.toString(), "-i", GLOBAL);
        var out = host.run(argv, input.getBytes(StandardCharsets.UTF_8), LIMIT)
                .orThrow("Asking hostapd")
                .out();
        var answers = answers(out);
        if (answers.size() != commands.size()) {
            throw new IOException(
                    "hostapd_cli gave " + answers.size() + " answers to " + commands.size() + " commands");
        }
        return answers;
    }

    /** A prompt stands before each answer, at the beginning of a line; what happens meanwhile is told between them. */
    private static List<String> answers(String out) {
        List<String> answers = new ArrayList<>();
        int begin = out.indexOf(BEGIN);
        var lines = new StringBuilder();
        for (var line :
                out.substring(begin < 0 ? out.length() : begin + BEGIN.length()).split("\n", -1)) {
            var rest = line;
            while (rest.startsWith(PROMPT)) {
                answers.add(lines.toString().strip());
                lines.setLength(0);
                rest = rest.substring(PROMPT.length());
            }
            if (!rest.matches(EVENT)) {
                lines.append(rest).append('\n');
            }
        }
        return answers.isEmpty() ? answers : answers.subList(1, answers.size());
    }
}
