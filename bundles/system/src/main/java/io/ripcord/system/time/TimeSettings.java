package io.ripcord.system.time;

import io.ripcord.wifi.api.ServedNetwork;
import java.nio.file.Path;
import java.util.List;

/**
 * The settings of chronyd, as chrony.conf(5) has them. Every value that gets here is of a checked type that holds neither a
 * blank nor a line's end.
 */
final class TimeSettings {
    /** From so many servers on, one alone that differs from the others is not believed. */
    private static final int MAJORITY = 3;

    private final StringBuilder text = new StringBuilder();

    private TimeSettings() {}

    /**
     * Of the one that asks the servers and sets the clock: what is off by up to a second is slewed away, what is more, a
     * step mends, whenever it is seen. It tells the time to nobody but this board.
     *
     * @param sets whether it may set the clock
     * @param pid where it writes its process id
     */
    static String client(List<String> servers, boolean sets, Path pid) {
        var settings = new TimeSettings();
        servers.forEach(server -> settings.line("server " + server + " iburst"));
        settings.line("minsources " + (servers.size() >= MAJORITY ? 2 : 1));
        settings.line("makestep 1 -1");
        if (sets) {
            settings.line("rtcsync");
        }
        settings.line("bindaddress 127.0.0.1");
        settings.line("bindaddress ::1");
        settings.line("allow 127.0.0.1");
        settings.line("pidfile " + pid);
        return settings.text.toString();
    }

    /** Of the one that passes the board's time on to a network, at no address but the board's own there. */
    static String server(ServedNetwork network, Path pid) {
        var settings = new TimeSettings();
        settings.line("server 127.0.0.1 iburst minpoll 2 maxpoll 6");
        settings.line("bindaddress " + network.address());
        network.ipv6().ifPresent(address -> settings.line("bindaddress " + address));
        settings.line("allow all");
        settings.line("ratelimit interval 1 burst 16");
        settings.line("cmdport 0");
        settings.line("bindcmdaddress /");
        settings.line("pidfile " + pid);
        return settings.text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
