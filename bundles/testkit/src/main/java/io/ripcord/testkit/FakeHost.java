package io.ripcord.testkit;

import io.ripcord.api.disk.DurableFiles;
import io.ripcord.api.host.Host;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A host whose files are real (use a temporary folder), whose programs are scripted, and whose disk can be cut off at
 * any write, as a power cut would. Safe for use by many threads.
 */
public final class FakeHost implements Host {
    private final List<List<String>> runs = new ArrayList<>();
    private final List<String> restarts = new ArrayList<>();
    private Function<List<String>, Result> programs = argv -> new Result(0, "", "");
    private Runnable onCut = () -> {};
    private int writes;
    private int syncs;
    private final Map<Path, Long> synced = new HashMap<>();
    private boolean losing;
    private int cutAt = Integer.MAX_VALUE;
    private final List<String> damaged = new ArrayList<>();
    private Optional<DurableFiles> faulty = Optional.empty();

    /** Answers every program from now on; answers status 0 without output by default. */
    public synchronized FakeHost answering(Function<List<String>, Result> answer) {
        this.programs = answer;
        return this;
    }

    /**
     * Cuts the power at the write with this number, counted from 0 since the host was made: an append leaves half of
     * its bytes, an overwrite half of its bytes over the old ones, an atomic write nothing, and all later writes fail.
     *
     * @param then run once at the cut: freeze the rest of the world here
     */
    public synchronized FakeHost cutAt(int write, Runnable then) {
        this.cutAt = write;
        this.onCut = then;
        return this;
    }

    /** At the cut, what was appended after the last synced append of a file is lost, as it is in a page cache. */
    public synchronized FakeHost losingUnsynced() {
        this.losing = true;
        return this;
    }

    /** From now on all goes to this disk as it does in the product, call by call. */
    public synchronized FakeHost on(FaultyDisk disk) {
        this.faulty = Optional.of(new DurableFiles(disk));
        return this;
    }

    /** The names of the files that were told of as damaged. */
    public synchronized List<String> damaged() {
        return List.copyOf(damaged);
    }

    @Override
    public synchronized void damaged(Path file, String instead) {
        damaged.add(file.getFileName().toString());
    }

    public synchronized boolean isCut() {
        return writes > cutAt;
    }

    /** Writes and appends so far, whether they failed or not. */
    public synchronized int writes() {
        return writes;
    }

    /** How often the disk was synced so far: twice by an atomic write, once by a synced append. */
    public synchronized int syncs() {
        return syncs;
    }

    public synchronized List<List<String>> runs() {
        return List.copyOf(runs);
    }

    /** The reasons of the restarts asked for. */
    public synchronized List<String> restarts() {
        return List.copyOf(restarts);
    }

    @Override
    public Result run(List<String> argv, byte[] stdin, Duration limit) {
        Function<List<String>, Result> answer;
        synchronized (this) {
            runs.add(List.copyOf(argv));
            answer = programs;
        }
        return answer.apply(argv);
    }

    @Override
    public synchronized void write(Path file, byte[] content) throws IOException {
        if (faulty.isPresent()) {
            faulty.get().replace(file, content);
            return;
        }
        if (cut()) {
            throw new IOException("writing " + file + " failed: the power is cut");
        }
        syncs += 2;
        synced.put(file, (long) content.length);
        Files.createDirectories(file.toAbsolutePath().getParent());
        var aside = file.resolveSibling(file.getFileName() + ".new");
        Files.write(aside, content);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void writeSecret(Path file, byte[] content) throws IOException {
        write(file, content);
    }

    @Override
    public synchronized void append(Path file, byte[] content, boolean sync) throws IOException {
        if (faulty.isPresent()) {
            faulty.get().append(file, content, sync);
            return;
        }
        boolean dead = isCut();
        long before = Files.exists(file) ? Files.size(file) : 0;
        boolean cut = cut();
        if (!dead) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var written = cut ? java.util.Arrays.copyOf(content, content.length / 2) : content;
            Files.write(file, written, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        if (cut) {
            throw new IOException("appending to " + file + " failed: the power is cut");
        }
        if (sync) {
            syncs++;
            synced.put(file, Files.size(file));
        } else {
            synced.putIfAbsent(file, before);
        }
    }

    @Override
    public synchronized void overwrite(Path file, byte[] content) throws IOException {
        if (faulty.isPresent()) {
            faulty.get().overwrite(file, content);
            return;
        }
        boolean dead = isCut();
        boolean cut = cut();
        if (!dead) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(content, 0, cut ? content.length / 2 : content.length));
                channel.truncate(cut ? Long.MAX_VALUE : content.length);
            }
        }
        if (cut) {
            throw new IOException("overwriting " + file + " failed: the power is cut");
        }
        syncs++;
        synced.put(file, (long) content.length);
    }

    private void lose() throws IOException {
        for (var file : synced.entrySet()) {
            try (var channel = FileChannel.open(file.getKey(), StandardOpenOption.WRITE)) {
                channel.truncate(file.getValue());
            }
        }
    }

    private boolean cut() throws IOException {
        if (writes++ == cutAt) {
            onCut.run();
            if (losing) {
                lose();
            }
        }
        return isCut();
    }

    @Override
    public synchronized void restart(String reason) {
        restarts.add(reason);
    }
}
