package io.ripcord.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a device keeps on disk: the names of its files, without logs, caches and what tells of the running process. Events
 * that wait for a console have their own bound and are left out too.
 *
 * @param files relative to the state folder
 * @param journalBytes of the engine's journal
 */
public record Remains(Set<String> files, long journalBytes) {
    private static final Set<String> PASSING = Set.of("log", "framework", "run", "outbox", "launcher");

    public static Remains of(Runner device) {
        try (var files = Files.walk(device.state())) {
            var names = files.filter(Files::isRegularFile)
                    .map(device.state()::relativize)
                    .filter(file -> !PASSING.contains(file.getName(0).toString()))
                    .map(Path::toString)
                    .collect(Collectors.toCollection(TreeSet::new));
            var journal = device.state().resolve("state/journal");
            return new Remains(names, Files.exists(journal) ? Files.size(journal) : 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names that were not there before. */
    public Set<String> beyond(Remains before) {
        var more = new TreeSet<>(files);
        more.removeAll(before.files);
        return more;
    }
}
