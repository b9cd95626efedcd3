package io.ripcord.host;

import io.ripcord.api.disk.DiskCalls;
import io.ripcord.api.disk.DiskPoint;
import io.ripcord.api.disk.DurableFiles;
import io.ripcord.api.disk.Storage;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The disk under the state folder, watched: each call that fails counts as trouble until a probe can be written again;
 * damaged files are noted. Safe for use by many threads.
 */
@Component(
        service = {StateDisk.class, Storage.class},
        immediate = true)
public final class StateDisk implements Storage {
    private static final Logger LOG = LoggerFactory.getLogger(StateDisk.class);
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Duration LOOK_IN_TROUBLE = Duration.ofSeconds(1);
    private static final int PROBE = 64 * 1024;
    private static final int MOST = 32;

    private final Path state;
    private final Path probe;
    private final DiskCalls raw;
    private final DiskCalls calls = new Watched();
    private final DurableFiles files = new DurableFiles(calls);
    private final List<Consumer<Notice>> listeners = new CopyOnWriteArrayList<>();
    private final List<Notice> unheard = new ArrayList<>();
    private final List<String> damaged = new ArrayList<>();
    private final List<Repair> repairs = new ArrayList<>();
    private final Thread watch;
    private Optional<String> trouble = Optional.empty();

    @Activate
    public StateDisk(BundleContext context) {
        this(FrameworkPaths.state(context), DiskCalls.PLAIN);
        if (context.getProperty("ripcord.starts.damaged") != null) {
            damaged(state.resolve("launcher").resolve("starts"), "failed starts are counted from 0");
        }
        watch.start();
    }

    StateDisk(Path state, DiskCalls raw) {
        this.state = state;
        this.probe = state.resolve("disk-probe");
        this.raw = raw;
        this.watch = Thread.ofVirtual().name("disk-watch").unstarted(this::watch);
    }

    /** Something that the disk did not take. */
    @FunctionalInterface
    interface Repair {
        void run() throws IOException;
    }

    @Deactivate
    void stop() {
        watch.interrupt();
    }

    DiskCalls calls() {
        return calls;
    }

    DurableFiles files() {
        return files;
    }

    @Override
    public synchronized Optional<String> trouble() {
        return trouble;
    }

    @Override
    public synchronized List<String> damaged() {
        return List.copyOf(damaged);
    }

    @Override
    public AutoCloseable listen(Consumer<Notice> listener) {
        List<Notice> earlier;
        synchronized (this) {
            listeners.add(listener);
            earlier = List.copyOf(unheard);
            unheard.clear();
        }
        earlier.forEach(listener);
        return () -> listeners.remove(listener);
    }

    void damaged(Path file, String instead) {
        var name = state.relativize(file.toAbsolutePath()).toString();
        LOG.warn("{} is damaged; {}", file, instead);
        synchronized (this) {
            if (damaged.contains(name) || damaged.size() == MOST) {
                return;
            }
            damaged.add(name);
        }
        tell(
                Event.STORAGE_DAMAGED,
                name + " was found damaged; " + instead,
                JsonObject.EMPTY.with("file", name).with("instead", instead));
    }

    /** Does it once the disk can be written again. */
    synchronized void whenRecovered(Repair repair) {
        repairs.add(repair);
    }

    /** One look: whether what failed works again, or what worked no longer does. */
    void look() {
        if (trouble().isPresent() || isSuspicious()) {
            try {
                new DurableFiles(raw).replace(probe, new byte[PROBE]);
                Files.deleteIfExists(probe);
                recovered();
            } catch (IOException e) {
                failed(e);
            }
        }
    }

    private boolean isSuspicious() {
        try {
            var store = Files.getFileStore(state);
            return store.isReadOnly() || store.getUsableSpace() < PROBE;
        } catch (IOException e) {
            failed(e);
            return false;
        }
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(trouble().isPresent() ? LOOK_IN_TROUBLE : LOOK);
                look();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void recovered() throws IOException {
        List<Repair> due;
        synchronized (this) {
            if (trouble.isEmpty()) {
                return;
            }
            due = List.copyOf(repairs);
        }
        for (var repair : due) {
            repair.run();
        }
        synchronized (this) {
            repairs.removeAll(due);
            trouble = Optional.empty();
        }
        LOG.info("{} can be written again", state);
        tell(Event.STORAGE_RECOVERED, "the disk can be written again", JsonObject.EMPTY);
    }

    private void failed(IOException e) {
        var reason = "the disk cannot be written: " + reason(e) + "; make room on it, or replace it";
        synchronized (this) {
            if (trouble.isPresent()) {
                return;
            }
            trouble = Optional.of(reason);
        }
        LOG.warn("{}: {}", state, reason);
        tell(Event.STORAGE_FAILING, reason, JsonObject.EMPTY.with("reason", reason));
    }

    private void tell(String name, String text, JsonObject detail) {
        var notice = new Notice(name, text, detail);
        List<Consumer<Notice>> hearing;
        synchronized (this) {
            hearing = List.copyOf(listeners);
            if (hearing.isEmpty() && unheard.size() < 2 * MOST) {
                unheard.add(notice);
            }
        }
        hearing.forEach(listener -> listener.accept(notice));
    }

    private static String reason(IOException e) {
        return e instanceof FileSystemException system
                ? Objects.requireNonNullElse(
                        system.getReason(), system.getClass().getSimpleName())
                : String.valueOf(e.getMessage());
    }

    /** Lets no failure pass unseen. */
    private final class Watched implements DiskCalls {
        @Override
        public <T> T call(DiskPoint point, Path file, Call<T> call) throws IOException {
            try {
                return raw.call(point, file, call);
            } catch (IOException e) {
                see(file, e);
                throw e;
            }
        }

        @Override
        public void write(DiskPoint point, Path file, ByteBuffer bytes, Sink sink) throws IOException {
            try {
                raw.write(point, file, bytes, sink);
            } catch (IOException e) {
                see(file, e);
                throw e;
            }
        }

        /** An interrupt closes a channel; that is no fault of the disk, nor is another disk's. */
        private void see(Path file, IOException e) {
            if (!(e instanceof ClosedChannelException) && file.startsWith(state)) {
                failed(e);
            }
        }
    }
}
