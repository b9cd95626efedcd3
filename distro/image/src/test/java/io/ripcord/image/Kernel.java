package io.ripcord.image;

import io.ripcord.lab.linux.Command;
import io.ripcord.lab.linux.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Debian's kernel with its modules, unpacked and not installed.
 *
 * @param home holds {@code boot} and {@code lib/modules}
 */
record Kernel(Path home, String version) {

    /** The kernel that {@code ./ripcord test --ring board} fetched. */
    static Kernel find() throws IOException {
        Path home = Path.of(System.getProperty("ripcord.board.kernel", ".ripcord/kernel"))
                .toAbsolutePath()
                .normalize();
        Path modules = home.resolve("lib/modules");
        if (!Files.isDirectory(modules)) {
            throw new LabException("There is no kernel in " + home + ". Run ./ripcord test --ring board once, which"
                    + " fetches it, or leave out what needs it by name: ./ripcord test --skip board");
        }
        try (var versions = Files.list(modules)) {
            return new Kernel(
                    home, versions.findFirst().orElseThrow().getFileName().toString());
        }
    }

    Path image() {
        return home.resolve("boot/vmlinuz-" + version);
    }

    /** The files of these modules and of all that they need, in the order in which they can be loaded. */
    SequencedSet<Path> modules(List<String> names) {
        var files = new LinkedHashSet<Path>();
        for (String name : names) {
            Command.of("modprobe", "-d", home.toString(), "-S", version, "--show-depends", name)
                    .run()
                    .orThrow()
                    .out()
                    .lines()
                    .filter(line -> line.startsWith("insmod "))
                    .map(line -> Path.of(line.substring("insmod ".length()).strip()))
                    .forEach(files::add);
        }
        return files;
    }
}
