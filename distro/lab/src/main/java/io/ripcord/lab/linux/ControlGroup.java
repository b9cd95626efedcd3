package io.ripcord.lab.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A control group named by us: whatever is in it descends from something we started. It is made in the version 2 hierarchy
 * alone; container engines make it in the version 1 hierarchies too, and {@link #end} removes it from all of them.
 */
public record ControlGroup(String name) {
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);

    public ControlGroup {
        if (!name.matches("ripcord-[a-z0-9-]+(/[a-z0-9-]+)*")) {
            throw new IllegalArgumentException("\"" + name + "\" is no name of a control group of ours");
        }
    }

    public ControlGroup child(String last) {
        return new ControlGroup(name + "/" + last);
    }

    public ControlGroup create() {
        try {
            Files.createDirectories(unified().resolve(name));
            return this;
        } catch (IOException e) {
            throw new LabException("The control group /" + name + " could not be made: " + e + ". This needs root.", e);
        }
    }

    /** The program, to be started inside this group: the shell writes its own id there, then becomes the program. */
    public List<String> entered(List<String> argv) {
        Path procs = unified().resolve(name).resolve("cgroup.procs");
        List<String> all = new ArrayList<>(
                List.of("/bin/sh", "-c", "echo 0 > \"$1\" && shift && exec \"$@\"", "sh", procs.toString()));
        all.addAll(argv);
        return all;
    }

    /** Moves the calling process in; what it starts from then on is in here, too. */
    public void join() {
        write(unified().resolve(name));
    }

    /** Moves the calling process back to the group at the top. */
    public static void leave() {
        write(unified());
    }

    private static void write(Path folder) {
        try {
            Files.writeString(
                    folder.resolve("cgroup.procs"),
                    Long.toString(ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new LabException("This process could not be moved to " + folder + ": " + e.getMessage(), e);
        }
    }

    public boolean exists() {
        return !folders().isEmpty();
    }

    public Set<Long> members() {
        Set<Long> pids = new TreeSet<>();
        for (Path folder : folders()) {
            pids.addAll(pidsIn(folder.resolve("cgroup.procs")));
        }
        return pids;
    }

    /** Ends every member (SIGTERM, SIGKILL after {@code patience}) and removes the group and the groups below it. */
    public void end(Duration patience) {
        signal(false);
        if (!Await.holds(patience, () -> members().isEmpty())) {
            Await.until(AFTER_KILL, "the processes of control group /" + name + " end", () -> {
                signal(true);
                return members().isEmpty();
            });
        }
        Await.until(AFTER_KILL, "control group /" + name + " can be removed", this::removed);
    }

    private void signal(boolean hard) {
        for (long pid : members()) {
            ProcessHandle.of(pid).ifPresent(p -> {
                boolean ignored = hard ? p.destroyForcibly() : p.destroy();
            });
        }
    }

    private boolean removed() {
        for (Path folder : folders()) {
            try {
                Files.deleteIfExists(folder);
            } catch (IOException busy) {
                return false;
            }
        }
        return true;
    }

    /** The group's folders in all hierarchies, children before parents. */
    private List<Path> folders() {
        List<Path> found = new ArrayList<>();
        for (Path hierarchy : hierarchies("")) {
            Path top = hierarchy.resolve(name);
            if (Files.isDirectory(top)) {
                try (Stream<Path> walk = Files.walk(top)) {
                    walk.filter(Files::isDirectory)
                            .sorted(Comparator.reverseOrder())
                            .forEach(found::add);
                } catch (IOException | UncheckedIOException vanished) {
                    // a container's group came and went meanwhile; the caller looks again
                }
            }
        }
        return found;
    }

    private static List<Long> pidsIn(Path procs) {
        try {
            return Files.readAllLines(procs).stream().map(Long::valueOf).toList();
        } catch (IOException gone) {
            return List.of();
        }
    }

    private static Path unified() {
        return hierarchies("2").stream()
                .findFirst()
                .orElseThrow(
                        () -> new LabException("No cgroup2 file system is mounted, which is needed to keep track of"
                                + " what was started. Mount one: mount -t cgroup2 none /sys/fs/cgroup/unified"));
    }

    /** The mount points of hierarchies; {@code "2"} for version 2 alone. Field 5 of mountinfo is the path, the type follows " - ". */
    private static List<Path> hierarchies(String version) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/mountinfo"))) {
            return lines.filter(line -> line.contains(" - cgroup" + version) && line.contains(" /sys/fs/cgroup"))
                    .map(line -> Path.of(line.split(" ", -1)[4]))
                    .toList();
        } catch (IOException e) {
            throw new LabException("The list of mounts could not be read: " + e.getMessage(), e);
        }
    }
}
