package io.ripcord.lab;

import io.ripcord.lab.linux.Await;
import io.ripcord.lab.linux.LiveProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Watches a process's calls to a folder of files, or has one of them fail, by strace. */
final class Strace {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CALLS =
            "openat,write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2,unlink,unlinkat";
    private static final Pattern CALL = Pattern.compile("^(?:\\d+ +)?([a-z0-9]+)\\((.*)$");

    private final Namespace namespace;
    private final Path output;
    private int runs;

    /** @param output where strace writes to */
    Strace(Namespace namespace, Path output) {
        this.namespace = namespace;
        this.output = output;
    }

    /**
     * One of the calls that a dry pass saw.
     *
     * @param nth counted from 1 among those of the same name to the same file
     */
    record Call(String name, Path file, int nth) {
        /** The file and, for one of two that are written in turns, the other. */
        private List<Path> files() {
            var name = file.getFileName().toString();
            var other = name.replaceFirst("\\.a(\\.new)?$", ".b$1");
            other = other.equals(name) ? name.replaceFirst("\\.b(\\.new)?$", ".a$1") : other;
            return other.equals(name) ? List.of(file) : List.of(file, file.resolveSibling(other));
        }

        /**
         * A read, or an open without the wish to write, changes nothing; what has another name each time is not found, and the
         * heartbeat comes by the clock.
         */
        private boolean counts(String rest) {
            var name = file.getFileName().toString();
            return (!this.name.equals("openat") || rest.contains("O_CREAT"))
                    && !name.endsWith(".tmp")
                    && !name.equals("heartbeat")
                    && !name.contains(".json");
        }
    }

    /** What the call does instead. */
    enum Fault {
        KILL("signal=SIGKILL"),
        ENOSPC("error=ENOSPC"),
        EIO("error=EIO");

        private final String words;

        Fault(String words) {
            this.words = words;
        }
    }

    /** Attached to a process until it is closed or the process dies. */
    final class Attached implements AutoCloseable {
        private final LiveProcess strace;

        private Attached(LiveProcess strace) {
            this.strace = strace;
        }

        /** Whether the fault struck. */
        boolean hasStruck() throws IOException {
            return Files.readString(output)
                    .lines()
                    .anyMatch(line -> line.contains("INJECTED") || line.contains("SIGKILL"));
        }

        @Override
        public void close() {
            strace.end(PATIENCE);
        }
    }

    Attached watch(LiveProcess jvm) throws IOException {
        return attached(jvm, options());
    }

    Attached fail(LiveProcess jvm, Call call, Fault fault) throws IOException {
        return attached(jvm, options(call, fault));
    }

    /** The command line with strace before it. */
    List<String> watching(List<String> argv) throws IOException {
        return before(options(), argv);
    }

    List<String> failing(Call call, Fault fault, List<String> argv) throws IOException {
        return before(options(call, fault), argv);
    }

    /** The calls below the folder that were seen, caches and logs left out. */
    List<Call> seen(Path folder) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        List<Call> calls = new ArrayList<>();
        for (var line : Files.readAllLines(output)) {
            var call = CALL.matcher(line);
            int path = line.indexOf(folder + "/");
            if (!call.matches() || path < 0) {
                continue;
            }
            int end = path;
            while (end < line.length() && "\">,".indexOf(line.charAt(end)) < 0) {
                end++;
            }
            var file = Path.of(line.substring(path, end));
            var top = folder.relativize(file).getName(0).toString();
            var name = call.group(1);
            var seen = new Call(name, file, counts.merge(name + " " + file, 1, Integer::sum));
            if (!List.of("framework", "log").contains(top) && seen.counts(call.group(2))) {
                calls.add(seen);
            }
        }
        return calls;
    }

    private List<String> options() throws IOException {
        Files.deleteIfExists(output);
        return new ArrayList<>(
                List.of("strace", "-f", "-y", "-s", "0", "-o", output.toString(), "-e", "trace=" + CALLS));
    }

    private List<String> options(Call call, Fault fault) throws IOException {
        var options = options();
        call.files().forEach(file -> options.addAll(List.of("-P", file.toString())));
        options.addAll(List.of("-e", "inject=" + call.name + ":" + fault.words + ":when=" + call.nth));
        return options;
    }

    private static List<String> before(List<String> options, List<String> argv) {
        options.addAll(List.of("--seccomp-bpf", "--"));
        options.addAll(argv);
        return options;
    }

    private Attached attached(LiveProcess jvm, List<String> options) {
        options.addAll(List.of("-p", "" + jvm.pid()));
        var strace = namespace.start("strace." + runs++, options, Map.of());
        Await.until(PATIENCE, "strace holds all threads of " + jvm.pid(), () -> isHeld(jvm));
        return new Attached(strace);
    }

    private static boolean isHeld(LiveProcess jvm) {
        try (var threads = Files.list(Path.of("/proc", "" + jvm.pid(), "task"))) {
            return threads.allMatch(thread -> {
                try {
                    return !Files.readString(thread.resolve("status")).contains("TracerPid:\t0\n");
                } catch (IOException gone) {
                    return true;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
