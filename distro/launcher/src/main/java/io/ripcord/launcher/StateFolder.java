package io.ripcord.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.LoggerFactory;

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

    /** Written before an end that what runs here brought about: why. */
    Path ended() {
        return root.resolve("run").resolve("ended");
    }

    /** Written by the supervisor after an end that was not asked for: the exit code, or how long all was silent. */
    Path seenEnd() {
        return root.resolve("run").resolve("seen-end");
    }

    /** Another content every few seconds while the process answers. */
    Path heartbeat() {
        return root.resolve("run").resolve("heartbeat");
    }

    /** Written by who wants a device in safe mode to start with all again. */
    Path leaveSafeMode() {
        return root.resolve("launcher").resolve("leave-safe-mode");
    }

    /** Removes a file if it is there; a disk that takes nothing keeps no device from starting. */
    static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LoggerFactory.getLogger(StateFolder.class).warn("Cannot remove {}", file, e);
        }
    }

    /** Says and keeps why this process is about to end. */
    void end(String reason) {
        var log = LoggerFactory.getLogger(StateFolder.class);
        log.error("Ending, to be started again: {}", reason);
        try {
            Files.writeString(ended(), reason + "\n");
        } catch (IOException e) {
            log.warn("Cannot write the reason of the end to {}; the next start does not know it", ended(), e);
        }
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
