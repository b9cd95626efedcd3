package io.ripcord.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where things are under {@code --state}; of these the launcher writes {@code run}, {@code launcher} and {@code framework}. */
record StateFolder(Path root) {

    Path framework() {
        return root.resolve("framework");
    }

    Path log() {
        return root.resolve("log");
    }

    Path starts() {
        return root.resolve("launcher").resolve("starts");
    }

    /** Exists while a change is applied that is not confirmed; the engine writes and removes it. */
    Path provisional() {
        return root.resolve("state").resolve("provisional");
    }

    /** Exists from the moment when all bundles run until the framework is about to stop. */
    Path ready() {
        return root.resolve("run").resolve("ready");
    }

    Path pid() {
        return root.resolve("run").resolve("device.pid");
    }

    /** What came when during the last start. */
    Path startReport() {
        return root.resolve("run").resolve("start.txt");
    }

    /** Written, with a reason, by a bundle that is about to end the process in order to have it started again. */
    Path restartRequested() {
        return root.resolve("run").resolve("restart-requested");
    }

    /**
     * Makes the folders and takes the lock of this state, kept till the process ends.
     *
     * @throws LaunchException when another process runs on this state
     */
    FileChannel occupy() throws IOException {
        for (var folder : new String[] {"run", "launcher", "log"}) {
            Files.createDirectories(root.resolve(folder));
        }
        var lock = FileChannel.open(
                root.resolve("run").resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locked(lock)) {
            lock.close();
            throw new LaunchException("Cannot start on --state " + root + ": process " + runningPid()
                    + " runs on it; stop that one first, or name another folder");
        }
        return lock;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private String runningPid() throws IOException {
        return Files.exists(pid()) ? Files.readString(pid()).strip() : "(unknown)";
    }
}
