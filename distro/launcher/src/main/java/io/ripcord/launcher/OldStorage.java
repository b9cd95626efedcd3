package io.ripcord.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The framework's storage of the run before: moved aside at a start, as to delete it takes a while, and deleted after it. */
final class OldStorage implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(OldStorage.class);

    private final Path folder;

    private OldStorage(Path folder) {
        this.folder = folder;
    }

    static OldStorage setAside(StateFolder state) {
        var old = state.oldFramework();
        try {
            // one that is there still is from a start that did not end; what is in the way then, Felix deletes itself
            if (Files.exists(state.framework()) && !Files.exists(old)) {
                Files.move(state.framework(), old);
            }
        } catch (IOException e) {
            LOG.warn("Cannot move {} aside; the framework clears it, which takes longer", state.framework(), e);
        }
        return new OldStorage(old);
    }

    @Override
    public void run() {
        if (!Files.exists(folder)) {
            return;
        }
        try (var tree = Files.walk(folder)) {
            tree.sorted(Comparator.reverseOrder()).forEach(OldStorage::delete);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The storage of an earlier run in {} could not be deleted; the next start tries again", folder, e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
