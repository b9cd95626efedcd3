package io.ripcord.lab;

import io.ripcord.lab.linux.Command;
import io.ripcord.lab.linux.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a lab never changes: the machine's own links, firewall and mounts. */
public record Machine(List<String> links, List<String> firewall, List<String> mounts) {

    public static Machine look() {
        try {
            return new Machine(
                    output("ip", "-brief", "link"),
                    output("nft", "list", "ruleset"),
                    Files.readAllLines(Path.of("/proc/self/mountinfo")));
        } catch (IOException e) {
            throw new LabException("The machine's mounts could not be read: " + e.getMessage(), e);
        }
    }

    private static List<String> output(String... argv) {
        return Command.of(argv).run().orThrow().out().lines().toList();
    }
}
