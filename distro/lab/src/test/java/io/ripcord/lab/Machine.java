package io.ripcord.lab;

import io.ripcord.lab.linux.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a test may not change: the machine's own links, firewall and mounts, and whether it left control groups. */
record Machine(String links, String firewall, List<String> mounts, List<Path> groups) {

    static Machine look(Home home) throws IOException {
        return new Machine(
                Command.of("ip", "-brief", "link").run().orThrow().out(),
                Command.of("nft", "list", "ruleset").run().orThrow().out(),
                Files.readAllLines(Path.of("/proc/self/mountinfo")),
                groups("ripcord-" + home.id()));
    }

    private static List<Path> groups(String name) throws IOException {
        try (Stream<Path> found = Files.find(Path.of("/sys/fs/cgroup"), 3, (path, _) -> path.endsWith(name))) {
            return found.toList();
        }
    }
}
