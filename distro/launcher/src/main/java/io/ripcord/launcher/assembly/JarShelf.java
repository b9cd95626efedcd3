package io.ripcord.launcher.assembly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

/** The jars that a build brought together, to be found by symbolic name and version. */
record JarShelf(List<Item> items) {

    /** A jar with a symbolic name. */
    record Item(String symbolicName, Version version, Path file) {
        String fileName() {
            return symbolicName + "-" + version + ".jar";
        }
    }

    static JarShelf of(Path folder) throws IOException {
        var items = new ArrayList<Item>();
        try (var files = Files.newDirectoryStream(folder, "*.jar")) {
            for (var file : files) {
                item(file).ifPresent(items::add);
            }
        }
        return new JarShelf(List.copyOf(items));
    }

    Item find(String symbolicName, VersionRange versions) {
        var found = items.stream()
                .filter(item -> item.symbolicName().equals(symbolicName) && versions.includes(item.version()))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("Cannot choose a jar for " + symbolicName + " " + versions + ": "
                    + found.size() + " fit; check the dependencies of this module");
        }
        return found.getFirst();
    }

    private static Optional<Item> item(Path file) throws IOException {
        try (var jar = new JarFile(file.toFile())) {
            var manifest = jar.getManifest();
            var name = manifest == null ? null : manifest.getMainAttributes().getValue("Bundle-SymbolicName");
            if (manifest == null || name == null) {
                return Optional.empty();
            }
            var version = Version.parseVersion(manifest.getMainAttributes().getValue("Bundle-Version"));
            return Optional.of(new Item(name.replaceFirst(";.*", "").strip(), version, file));
        }
    }
}
