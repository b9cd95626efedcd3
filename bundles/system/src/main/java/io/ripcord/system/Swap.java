package io.ripcord.system;

import io.ripcord.api.domain.Step;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Puts one value in the place of another, and back. */
final class Swap<T> implements Step {
    private final String what;
    private final Supplier<T> read;
    private final Consumer<T> write;
    private final T wanted;
    private Optional<T> before = Optional.empty();

    Swap(String what, Supplier<T> read, Consumer<T> write, T wanted) {
        this.what = what;
        this.read = read;
        this.write = write;
        this.wanted = wanted;
    }

    @Override
    public String what() {
        return what;
    }

    @Override
    public void apply() {
        before = Optional.of(read.get());
        write.accept(wanted);
    }

    @Override
    public void undo() {
        before.ifPresent(write);
    }
}
