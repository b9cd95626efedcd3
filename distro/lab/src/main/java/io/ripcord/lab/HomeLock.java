package io.ripcord.lab;

import io.ripcord.lab.linux.LabException;
import io.ripcord.lab.linux.LiveProcess;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Keeps a home folder to one process at a time, and says which. */
final class HomeLock {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Empty while another process holds it, or this one already. */
    static Optional<HomeLock> take(Home home) {
        try {
            FileChannel channel = FileChannel.open(file(home), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                return Optional.empty();
            }
            LiveProcess self =
                    LiveProcess.of(ProcessHandle.current().pid(), "self").orElseThrow();
            Files.writeString(holderFile(home), self.pid() + " " + self.started());
            return Optional.of(new HomeLock(channel));
        } catch (IOException e) {
            throw new LabException("The folder " + home.root() + " could not be locked: " + e.getMessage(), e);
        }
    }

    static Optional<LiveProcess> holder(Home home) {
        try {
            String[] words = Files.readString(holderFile(home)).split(" ", -1);
            LiveProcess holder = new LiveProcess(Long.parseLong(words[0]), Long.parseLong(words[1]), "./ripcord up");
            return Optional.of(holder).filter(LiveProcess::alive);
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException nobody) {
            return Optional.empty();
        }
    }

    void release() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LabException("A lock could not be released: " + e.getMessage(), e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static Path file(Home home) {
        return home.run().resolve("lock");
    }

    /** A file of its own: closing any other channel of a locked file would release the lock. */
    private static Path holderFile(Home home) {
        return home.run().resolve("holder");
    }
}
