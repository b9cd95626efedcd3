package io.ripcord.lab;

import io.ripcord.lab.linux.Await;
import io.ripcord.lab.linux.Command;
import io.ripcord.lab.linux.LabException;
import io.ripcord.lab.linux.LiveProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A network namespace with a private mount namespace: own interfaces, a fresh /sys that shows them, the machine's control
 * groups bound in again, an empty /run, a host name and a resolv.conf of its own. All are held by one sleeping process and
 * end with it. A clock cannot be had for each: nobody in here may set the machine's.
 */
public final class Namespace {
    private static final Duration MADE = Duration.ofSeconds(5);
    private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");
    private final Lab lab;
    private final String name;
    private final LiveProcess holder;

    private Namespace(Lab lab, String name, LiveProcess holder) {
        this.lab = lab;
        this.name = name;
        this.holder = holder;
    }

    static Namespace make(Lab lab, String name) {
        LiveProcess holder = lab.launch(
                name + ".namespace",
                List.of("unshare", "--net", "--uts", "--mount", "--propagation", "private", "sleep", "infinity"),
                Map.of());
        Namespace namespace = new Namespace(lab, name, holder);
        Await.until(MADE, "namespace " + name + " exists (needs root)", namespace::entered);
        namespace.furnish();
        return namespace;
    }

    public String name() {
        return name;
    }

    public long pid() {
        return holder.pid();
    }

    /** A path inside, as the machine's root sees it: files, sockets and folders can be reached through it. */
    public Path path(String inside) {
        return Path.of("/proc/" + holder.pid() + "/root" + inside);
    }

    /** Whether somebody inside accepts TCP connections on this port; the kernel's tables have it in field 2, the state in 4. */
    public boolean listens(int port) {
        String listening = "(?i)\\s*\\d+: [0-9A-F]+:%04X \\S+ 0A .*".formatted(port);
        return Stream.of("tcp", "tcp6").anyMatch(table -> {
            try (Stream<String> lines = Files.lines(Path.of("/proc/" + holder.pid() + "/net/" + table))) {
                return lines.anyMatch(line -> line.matches(listening));
            } catch (IOException | UncheckedIOException gone) {
                return false;
            }
        });
    }

    /** Whether the process runs inside; not so the one that holds the namespace. */
    boolean holds(long pid) {
        try {
            return pid != holder.pid() && mounts(pid).equals(mounts(holder.pid()));
        } catch (IOException gone) {
            return false;
        }
    }

    private static Path mounts(long pid) throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/mnt"));
    }

    /** Runs a program inside to its end, at most 30 s. */
    public Command.Outcome run(String... argv) {
        return lab.run(Command.of(inside(List.of(argv))));
    }

    public Command.Outcome run(Duration limit, String... argv) {
        return lab.run(new Command(inside(List.of(argv)), limit));
    }

    /** Starts a program inside; its output goes to the log of that name. */
    public LiveProcess start(String process, List<String> argv, Map<String, String> environment) {
        return lab.launch(process, inside(argv), environment);
    }

    private List<String> inside(List<String> argv) {
        List<String> all = new ArrayList<>(
                List.of("nsenter", "--target", "" + holder.pid(), "--net", "--uts", "--mount", "--", "setpriv"));
        all.addAll(List.of("--bounding-set", "-sys_time", "--inh-caps", "-sys_time"));
        all.addAll(argv);
        return all;
    }

    /** unshare becomes sleep once all namespaces are there. */
    private boolean entered() {
        try {
            return Files.readString(Path.of("/proc/" + holder.pid() + "/comm")).equals("sleep\n");
        } catch (IOException e) {
            throw new LabException(
                    "Namespace " + name + " could not be made. See "
                            + lab.home().log(name + ".namespace"),
                    e);
        }
    }

    private void furnish() {
        mount("-t", "tmpfs", "-o", "mode=755", "tmpfs", "/run");
        make(path("/run/cgroup"));
        make(path("/run/ripcord"));
        mount("--rbind", "/sys/fs/cgroup", "/run/cgroup");
        mount("-t", "sysfs", "sysfs", "/sys");
        mount("--move", "/run/cgroup", "/sys/fs/cgroup");
        if (Files.exists(RESOLV_CONF)) {
            ownResolvConf();
        }
        run("ip", "link", "set", "lo", "up").orThrow();
    }

    /** The machine's file may be a link into /run, which is empty in here. */
    private void ownResolvConf() {
        try {
            Path own = path("/run/ripcord-resolv.conf");
            Files.writeString(own, "# A board of the lab has no resolver but its own.\n");
            String target = RESOLV_CONF.toRealPath().toString();
            if (!Files.exists(path(target))) {
                make(path(target).resolve("..").normalize());
                Files.createFile(path(target));
            }
            mount("--bind", "/run/ripcord-resolv.conf", target);
        } catch (IOException e) {
            throw new LabException(
                    "Namespace " + name + " could not get a resolv.conf of its own: " + e.getMessage(), e);
        }
    }

    private void mount(String... arguments) {
        List<String> argv = new ArrayList<>(List.of("mount"));
        argv.addAll(List.of(arguments));
        lab.run(Command.of(inside(argv))).orThrow();
    }

    private void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new LabException(
                    "Folder " + folder + " of namespace " + name + " could not be made: " + e.getMessage(), e);
        }
    }
}
