package io.ripcord.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ripcord.lab.linux.ControlGroup;
import io.ripcord.lab.linux.LabException;
import io.ripcord.lab.linux.LiveProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a lab has started, one line each, written before anybody may rely on it: enough for another process, or a later one
 * after a crash, to end exactly that. Network namespaces, links and mounts are held by the processes and go with them.
 */
public final class Ledger {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PATIENCE_WITH_CONTAINERS = Duration.ofSeconds(3);
    private static final Pattern PROCESS = Pattern.compile("process ([0-9]{1,18}) ([0-9]{1,18}) (\\S+)");
    private static final Pattern GROUP = Pattern.compile("group (ripcord-[a-z0-9-]+(?:/[a-z0-9-]+)*)");
    private static final Pattern NOTE = Pattern.compile("note (\\S+) (.+)");

    private final Path file;

    public Ledger(Path file) {
        this.file = file;
    }

    /** A line of the ledger. */
    public sealed interface Entry {
        String line();
    }

    /** A process that was started; a later one of the same name replaces an earlier one. */
    public record Started(LiveProcess process) implements Entry {
        @Override
        public String line() {
            return "process " + process.pid() + " " + process.started() + " " + process.name();
        }
    }

    /** A control group; everything in it is ours. */
    public record Grouped(ControlGroup group) implements Entry {
        @Override
        public String line() {
            return "group " + group.name();
        }
    }

    /** A fact for whoever asks for the status. */
    public record Noted(String key, String value) implements Entry {
        @Override
        public String line() {
            return "note " + key + " " + value;
        }
    }

    public void begin() {
        write("boot " + boot() + "\n", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    public synchronized void add(Entry entry) {
        write(entry.line() + "\n", StandardOpenOption.APPEND);
    }

    /** In the order in which they were added; none when there is no ledger or it is of an earlier boot. */
    public List<Entry> entries() {
        List<String> lines = lines();
        if (lines.isEmpty() || !lines.getFirst().equals("boot " + boot())) {
            return List.of();
        }
        return lines.stream().flatMap(line -> parse(line).stream()).toList();
    }

    public Optional<LiveProcess> process(String name) {
        return processes().filter(p -> p.name().equals(name)).reduce((first, last) -> last);
    }

    public Stream<LiveProcess> processes() {
        return only(Started.class).map(Started::process);
    }

    /** The last process of each name. */
    public Stream<LiveProcess> current() {
        Map<String, LiveProcess> byName = new LinkedHashMap<>();
        processes().forEach(process -> byName.put(process.name(), process));
        return byName.values().stream();
    }

    public Optional<String> note(String key) {
        return only(Noted.class)
                .filter(note -> note.key().equals(key))
                .map(Noted::value)
                .reduce((first, last) -> last);
    }

    private <E extends Entry> Stream<E> only(Class<E> kind) {
        return entries().stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Ends everything in the reverse order of its start, then forgets it. */
    public void endAll() {
        for (Entry entry : entries().reversed()) {
            switch (entry) {
                case Started(LiveProcess process) -> process.end(PATIENCE);
                case Grouped(ControlGroup group) -> group.end(PATIENCE_WITH_CONTAINERS);
                case Noted _ -> {}
            }
        }
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new LabException("The ledger " + file + " could not be removed: " + e.getMessage(), e);
        }
    }

    /** A line cut short by a crash is no entry: what it would have named is in the lab's control group all the same. */
    private static Optional<Entry> parse(String line) {
        Matcher process = PROCESS.matcher(line);
        if (process.matches()) {
            long pid = Long.parseLong(process.group(1));
            return Optional.of(new Started(new LiveProcess(pid, Long.parseLong(process.group(2)), process.group(3))));
        }
        Matcher group = GROUP.matcher(line);
        if (group.matches()) {
            return Optional.of(new Grouped(new ControlGroup(group.group(1))));
        }
        Matcher note = NOTE.matcher(line);
        return note.matches() ? Optional.of(new Noted(note.group(1), note.group(2))) : Optional.empty();
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new LabException("The ledger " + file + " could not be read: " + e.getMessage(), e);
        }
    }

    private void write(String text, StandardOpenOption... options) {
        try {
            Files.write(file, text.getBytes(UTF_8), withWrite(options));
        } catch (IOException e) {
            throw new LabException("The ledger " + file + " could not be written: " + e.getMessage(), e);
        }
    }

    private static StandardOpenOption[] withWrite(StandardOpenOption... options) {
        return Stream.concat(Stream.of(options), Stream.of(StandardOpenOption.WRITE))
                .toArray(StandardOpenOption[]::new);
    }

    private static String boot() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            throw new LabException("The kernel's boot id could not be read: " + e.getMessage(), e);
        }
    }
}
