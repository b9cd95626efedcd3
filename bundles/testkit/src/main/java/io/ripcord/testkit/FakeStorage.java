package io.ripcord.testkit;

import io.ripcord.api.disk.Storage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What a test says of the disk. Safe for use by many threads. */
public final class FakeStorage implements Storage {
    private final List<Consumer<Notice>> listeners = new CopyOnWriteArrayList<>();
    private volatile Optional<String> trouble = Optional.empty();
    private volatile List<String> damaged = List.of();

    /** Tells everybody who listens. */
    public void tell(Notice notice) {
        listeners.forEach(listener -> listener.accept(notice));
    }

    public FakeStorage with(Optional<String> reason, String... files) {
        trouble = reason;
        damaged = List.of(files);
        return this;
    }

    @Override
    public Optional<String> trouble() {
        return trouble;
    }

    @Override
    public List<String> damaged() {
        return damaged;
    }

    @Override
    public AutoCloseable listen(Consumer<Notice> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
