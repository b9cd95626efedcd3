package io.ripcord.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the framework keeps is made anew at each start, so memory does for it while the disk takes nothing. */
final class FrameworkStorage {
    private static final Logger LOG = LoggerFactory.getLogger(FrameworkStorage.class);
    private static final Path IN_MEMORY = Path.of("/run/ripcord/framework");

    /** Bytes that the storage of the base takes, and some more. */
    private static final long ROOM = 2 * 1024 * 1024;

    private FrameworkStorage() {}

    static Path of(StateFolder state) {
        var probe = state.root().resolve("run").resolve("room");
        try {
            Files.write(probe, new byte[1]);
            long room = Files.getFileStore(state.root()).getUsableSpace();
            if (room >= ROOM) {
                return state.framework();
            }
            LOG.warn("{} has {} bytes left; the framework's storage is {} for now", state.root(), room, IN_MEMORY);
        } catch (IOException e) {
            LOG.warn("{} takes nothing; the framework's storage is {} for now", state.root(), IN_MEMORY, e);
        } finally {
            discard(probe);
        }
        return IN_MEMORY;
    }

    private static void discard(Path probe) {
        try {
            Files.deleteIfExists(probe);
        } catch (IOException e) {
            LOG.debug("{} cannot be removed", probe, e);
        }
    }
}
