package io.ripcord.cli.chute;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes a root file system as one layer: sorted, owned by root, without times, so that the same input gives the same bytes. */
final class LayerWriter {
    private static final int DIRECTORY = 0755;
    private static final int PROGRAM = 0755;
    private static final int FILE = 0644;

    private final Map<String, Source> entries = new TreeMap<>();

    /** Where an entry's content comes from. */
    private sealed interface Source {
        record Folder() implements Source {}

        record Content(Path file, boolean executable) implements Source {}

        record Link(String target) implements Source {}
    }

    /** Adds busybox and its names; what is added later in the same place wins. */
    LayerWriter add(Busybox busybox) {
        folder("bin");
        entries.put("bin/busybox", new Source.Content(busybox.program(), true));
        busybox.applets().forEach(name -> entries.put("bin/" + name, new Source.Link("busybox")));
        return this;
    }

    /** Adds all that is in a folder; the bits for its owner decide what is executable. */
    LayerWriter add(Path root) throws IOException {
        try (var all = Files.walk(root)) {
            for (var path : (Iterable<Path>) all::iterator) {
                if (!path.equals(root)) {
                    entries.put(root.relativize(path).toString(), source(path));
                }
            }
        }
        return this;
    }

    LayerWriter folder(String name) {
        entries.put(name, new Source.Folder());
        return this;
    }

    private static Source source(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return new Source.Link(Files.readSymbolicLink(path).toString());
        }
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return new Source.Folder();
        }
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return new Source.Content(path, Files.isExecutable(path));
        }
        throw new IOException(path + " is neither file, folder nor symbolic link; an image cannot hold it");
    }

    /** Leaves {@code out} open. */
    void writeTo(OutputStream out) throws IOException {
        var tar = Tar.writer(out);
        for (var entry : entries.entrySet()) {
            write(tar, entry.getKey(), entry.getValue());
        }
        tar.finish();
        tar.flush();
    }

    private static void write(TarArchiveOutputStream tar, String name, Source source) throws IOException {
        switch (source) {
            case Source.Folder _ -> Tar.put(tar, new TarArchiveEntry(name + "/"), DIRECTORY);
            case Source.Link(String target) -> {
                var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
                entry.setLinkName(target);
                Tar.put(tar, entry, 0777);
            }
            case Source.Content(Path file, boolean executable) -> {
                var entry = new TarArchiveEntry(name);
                entry.setSize(Files.size(file));
                Tar.put(tar, entry, executable ? PROGRAM : FILE, file);
            }
        }
    }
}
