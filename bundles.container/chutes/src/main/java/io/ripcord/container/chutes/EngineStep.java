package io.ripcord.container.chutes;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.change.Unavailable;
import io.ripcord.api.domain.Step;
import java.io.IOException;
import java.util.Objects;

/** A step that asks the container engine for something. */
abstract class EngineStep implements Step {
    private static final String REMEDY = "See what the container engine's log says, then try again";

    abstract void act() throws Refusal, IOException, InterruptedException;

    abstract void revert() throws IOException, InterruptedException;

    @Override
    public final void apply() throws Refusal, InterruptedException {
        try {
            act();
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    @Override
    public final void undo() throws Refusal, InterruptedException {
        try {
            revert();
        } catch (IOException e) {
            throw refusal(e);
        }
    }

    static Refusal refusal(IOException failure) {
        return new Refusal(Objects.requireNonNullElse(failure.getMessage(), failure.toString()), REMEDY, failure);
    }

    /** Before anything was touched: it may be there later. */
    static Unavailable unavailable(IOException failure) {
        return new Unavailable(Objects.requireNonNullElse(failure.getMessage(), failure.toString()), REMEDY, failure);
    }
}
