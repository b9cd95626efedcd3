package io.ripcord.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the framework keeps is made anew at each start, some hundred small files: they are in memory where the board has a
 * place for them, and while the disk takes nothing.
 */
final class FrameworkStorage {
    private static final Logger LOG = LoggerFactory.getLogger(FrameworkStorage.class);
    private static final Path RUN = Path.of("/run/ripcord");
    private static final String MEMORY = "tmpfs";

    /** Bytes that the storage of the base takes, and some more. */
    private static final long ROOM = 2 * 1024 * 1024;

    private FrameworkStorage() {}

    static Path of(StateFolder state) {
        // a console may run beside a device
        var inMemory = RUN.resolve(
                "framework-" + Integer.toHexString(state.root().toAbsolutePath().hashCode()));
        return isInMemory() || isDiskClosed(state, inMemory) ? inMemory : state.framework();
    }

    private static boolean isInMemory() {
        try {
            return Files.isWritable(RUN)
                    && Files.getFileStore(RUN).type().equals(MEMORY)
                    && Files.getFileStore(RUN).getUsableSpace() >= ROOM;
        } catch (IOException e) {
            LOG.debug("{} cannot be looked at", RUN, e);
            return false;
        }
    }

    private static boolean isDiskClosed(StateFolder state, Path inMemory) {
        var probe = state.root().resolve("run").resolve("room");
        try {
            Files.write(probe, new byte[1]);
            long room = Files.getFileStore(state.root()).getUsableSpace();
            if (room >= ROOM) {
                return false;
            }
            LOG.warn("{} has {} bytes left; the framework's storage is {} for now", state.root(), room, inMemory);
        } catch (IOException e) {
            LOG.warn("{} takes nothing; the framework's storage is {} for now", state.root(), inMemory, e);
        } finally {
            discard(probe);
        }
        return true;
    }

    private static void discard(Path probe) {
        try {
            Files.deleteIfExists(probe);
        } catch (IOException e) {
            LOG.debug("{} cannot be removed", probe, e);
        }
    }
}
