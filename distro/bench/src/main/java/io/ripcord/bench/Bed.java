package io.ripcord.bench;

import io.ripcord.lab.Folders;
import io.ripcord.lab.Home;
import io.ripcord.lab.Lab;
import io.ripcord.lab.Scene;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a bench stands on: the built checkout, a lab of its own, and somebody to tell how far it is. Closing it ends what was
 * started and removes what was written; any thread may close it.
 */
public final class Bed implements AutoCloseable {
    private final Path checkout;
    private final Path folder;
    private final Effort effort;
    private final Consumer<String> progress;
    private Optional<Lab> lab = Optional.empty();

    /**
     * @param checkout built
     * @param folder of this bench alone; what an interrupted run of it left there is ended first
     * @param progress told in short lines
     */
    public Bed(Path checkout, Path folder, Effort effort, Consumer<String> progress) {
        this.checkout = checkout;
        this.folder = folder;
        this.effort = effort;
        this.progress = progress;
    }

    public Path checkout() {
        return checkout;
    }

    public Effort effort() {
        return effort;
    }

    public void progress(String line) {
        progress.accept(line);
    }

    /** The lab, started by the first who asks. */
    public synchronized Lab lab() {
        if (lab.isEmpty()) {
            lab = Optional.of(Lab.start(Home.at(folder)));
        }
        return lab.get();
    }

    /** A board with the built device in the lab, and a cloud around it; once in a lab. */
    public Scene scene() throws IOException, GeneralSecurityException {
        return new Scene(lab(), checkout);
    }

    /** A program to compare with. */
    public Path peer(Peer peer) {
        return peer.unpacked(checkout, progress);
    }

    @Override
    public synchronized void close() throws IOException {
        if (lab.isPresent() && lab.get().isOpen()) {
            lab.get().close();
            keepLogs();
            Folders.delete(folder);
        }
    }

    /** Beside the folder, until the next run: whoever wonders about a number reads them. */
    private void keepLogs() throws IOException {
        var logs = folder.resolve("log");
        if (Files.isDirectory(logs)) {
            Folders.replace(logs, folder.resolveSibling(folder.getFileName() + ".log"));
        }
    }
}
