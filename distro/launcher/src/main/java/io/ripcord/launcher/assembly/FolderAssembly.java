package io.ripcord.launcher.assembly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;
import org.osgi.framework.VersionRange;

/**
 * Makes a device or console folder: {@code lib} from the run path, {@code bundles} and {@code bundles.list} from the
 * resolved run bundles, {@code bin} with the supervisor's script, and the files of the product over it.
 */
public final class FolderAssembly {
    private static final String USAGE = "usage: FolderAssembly BNDRUN JARS FILES SCRIPTNAME FOLDER [NAME=SOURCE]...";

    private static final Instant EPOCH = Instant.parse("2025-01-01T00:00:00Z");
    private static final Duration SPREAD = Duration.ofDays(365);

    private final Path folder;

    private FolderAssembly(Path folder) {
        this.folder = folder;
    }

    /**
     * Arguments: the bndrun, the folder of candidate jars, the folder of files to add, the script's name, the result, and
     * then any number of files and folders whose content goes into the named folder of the result.
     */
    public static void main(String[] words) throws IOException {
        if (words.length < 5) {
            throw new IllegalArgumentException(USAGE);
        }
        var assembly = new FolderAssembly(Path.of(words[4]));
        assembly.empty();
        assembly.jars(Bndrun.read(Path.of(words[0])), JarShelf.of(Path.of(words[1])));
        assembly.script(words[3]);
        assembly.files(Path.of(words[2]), "");
        for (var extra : List.of(words).subList(5, words.length)) {
            var at = extra.indexOf('=');
            assembly.files(Path.of(extra.substring(at + 1)), extra.substring(0, at));
        }
    }

    private void empty() throws IOException {
        if (Files.exists(folder)) {
            try (var tree = Files.walk(folder)) {
                tree.sorted(Comparator.reverseOrder()).forEach(FolderAssembly::delete);
            }
        }
        Files.createDirectories(folder.resolve("lib"));
        Files.createDirectories(folder.resolve("bundles"));
        Files.createDirectories(folder.resolve("bin"));
    }

    private void jars(Bndrun run, JarShelf shelf) throws IOException {
        for (var name : run.classPath()) {
            var item = shelf.find(name, new VersionRange("0"));
            copy(item, folder.resolve("lib"));
        }
        for (var bundle : run.bundles()) {
            var item = shelf.find(bundle.symbolicName(), bundle.versions());
            copy(item, folder.resolve("bundles"));
        }
        Files.write(folder.resolve("bundles.list"), list(run, shelf));
    }

    /**
     * The same content has the same time, other content another: the JVM knows by size and time of the jars whether what
     * it keeps of their classes is of these.
     */
    private static void copy(JarShelf.Item item, Path folder) throws IOException {
        var copy = Files.copy(item.file(), folder.resolve(item.fileName()));
        var sum = new CRC32();
        sum.update(Files.readAllBytes(copy));
        Files.setLastModifiedTime(copy, FileTime.from(EPOCH.plusSeconds(sum.getValue() % SPREAD.toSeconds())));
    }

    private static List<String> list(Bndrun run, JarShelf shelf) {
        return run.bundles().stream()
                .sorted(Comparator.comparingInt(Bndrun.RunBundle::startLevel)
                        .thenComparing(Bndrun.RunBundle::symbolicName))
                .map(bundle -> bundle.startLevel() + " "
                        + shelf.find(bundle.symbolicName(), bundle.versions()).fileName())
                .toList();
    }

    private void script(String name) throws IOException {
        var script = folder.resolve("bin").resolve(name);
        try (var text = FolderAssembly.class.getResourceAsStream("/io/ripcord/launcher/supervise.sh")) {
            if (text == null) {
                throw new IllegalStateException(
                        "The jar of the launcher has no supervise.sh; build distro/launcher again");
            }
            Files.copy(text, script);
        }
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void files(Path source, String name) throws IOException {
        var root = Files.isDirectory(source) ? source : source.resolveSibling(".");
        try (var tree = Files.walk(source)) {
            for (var file : tree.filter(Files::isRegularFile).toList()) {
                var target = folder.resolve(name)
                        .resolve(root.normalize().relativize(file.normalize()).toString());
                Files.createDirectories(target.resolveSibling("."));
                Files.copy(file, target);
            }
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot empty the folder for a new assembly: " + path, e);
        }
    }
}
