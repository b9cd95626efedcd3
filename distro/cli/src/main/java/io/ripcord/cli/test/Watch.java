package io.ripcord.cli.test;

import io.ripcord.lab.Home;
import io.ripcord.lab.Lab;
import io.ripcord.lab.Machine;
import io.ripcord.lab.linux.Await;
import io.ripcord.lab.linux.ControlGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Sees to it that a test run leaves nothing behind. Everything the run starts is in a control group, so what others do on
 * this machine meanwhile is never held against it; labs, which have groups of their own, keep their homes in one folder.
 */
final class Watch {
    private static final Duration TO_GO = Duration.ofSeconds(5);
    private final long self = ProcessHandle.current().pid();
    private final ControlGroup group = new ControlGroup("ripcord-test-" + self);
    private final Machine before = Machine.look();
    private final Path labs;

    private Watch(Path labs) {
        this.labs = labs;
        group.create().join();
    }

    /** Begins to watch; only root can, and only root's tests can leave something that outlives them unseen. */
    static Optional<Watch> begin(Path labs) {
        return System.getProperty("user.name").equals("root") ? Optional.of(new Watch(labs)) : Optional.empty();
    }

    /** What is left, a line each; ends it, too. */
    List<String> end() throws IOException {
        List<String> left = new ArrayList<>();
        Await.holds(TO_GO, () -> others().isEmpty());
        others().forEach(pid -> left.add("process " + pid + " " + words(pid)));
        ControlGroup.leave();
        group.end(Duration.ZERO);
        for (Path home : homes()) {
            left.add("lab " + home);
            Lab.start(Home.at(home)).close();
        }
        compare("link", before.links(), Machine.look().links(), left);
        compare("firewall", before.firewall(), Machine.look().firewall(), left);
        compare("mount", before.mounts(), Machine.look().mounts(), left);
        return left;
    }

    private Set<Long> others() {
        Set<Long> pids = new TreeSet<>(group.members());
        pids.remove(self);
        return pids;
    }

    private List<Path> homes() throws IOException {
        try (Stream<Path> homes = Files.list(labs)) {
            return homes.toList();
        }
    }

    private static String words(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"))
                    .replace('\0', ' ')
                    .strip();
        } catch (IOException gone) {
            return "(gone)";
        }
    }

    private static void compare(String what, List<String> before, List<String> after, List<String> left) {
        after.stream().filter(line -> !before.contains(line)).forEach(line -> left.add(what + " new: " + line));
        before.stream().filter(line -> !after.contains(line)).forEach(line -> left.add(what + " gone: " + line));
    }
}
