package io.ripcord.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What {@code /proc} says of a living process (proc(5)).
 *
 * @param session the id of its session
 * @param startTicks when it started, in clock ticks since the machine did
 * @param environment as it was given at its start
 */
record ProcessEntry(long pid, long session, long startTicks, List<String> argv, List<String> environment) {
    private static final Path PROC = Path.of("/proc");
    // counted after the name in parentheses, which may hold blanks: state is the first
    private static final int STATE = 0;
    private static final int SESSION = 3;
    private static final int START = 19;

    static List<ProcessEntry> all() {
        var names = PROC.toFile().list((_, name) -> Character.isDigit(name.charAt(0)));
        return names == null
                ? List.of()
                : Arrays.stream(names)
                        .flatMap(name -> read(Long.parseLong(name)).stream())
                        .toList();
    }

    /** Empty when it is gone, dead and not yet collected, or not ours to look at. */
    static Optional<ProcessEntry> read(long pid) {
        var folder = PROC.resolve(Long.toString(pid));
        try {
            var stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
            var words = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            if (words[STATE].equals("Z") || words[STATE].equals("X")) {
                return Optional.empty();
            }
            return Optional.of(new ProcessEntry(
                    pid,
                    Long.parseLong(words[SESSION]),
                    Long.parseLong(words[START]),
                    words(folder.resolve("cmdline")),
                    words(folder.resolve("environ"))));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    boolean leadsSession() {
        return session == pid;
    }

    boolean has(String variable) {
        return environment.contains(variable);
    }

    private static List<String> words(Path file) throws IOException {
        var text = Files.readString(file, StandardCharsets.ISO_8859_1);
        return text.isEmpty()
                ? List.of()
                : List.of(text.substring(0, text.length() - 1).split("\0", -1));
    }
}
