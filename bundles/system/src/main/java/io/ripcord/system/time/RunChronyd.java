package io.ripcord.system.time;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.domain.Step;
import java.io.IOException;
import java.util.List;

/** Starts, changes or ends a chronyd. It may wait long for an answer: that is no failure of the change. */
final class RunChronyd implements Step {
    private static final String REMEDY = "Install chrony, and look into STATE/log";

    private final Chronyd daemon;
    private final List<String> wanted;
    private List<String> before = List.of();

    /** @param wanted what it is to run with; empty to end it */
    RunChronyd(Chronyd daemon, List<String> wanted) {
        this.daemon = daemon;
        this.wanted = List.copyOf(wanted);
    }

    @Override
    public String what() {
        return (wanted.isEmpty() ? "end " : "start ") + daemon.name();
    }

    @Override
    public void apply() throws Refusal, InterruptedException {
        try {
            before = daemon.running();
            daemon.run(wanted);
        } catch (IOException e) {
            throw new Refusal(String.valueOf(e.getMessage()), REMEDY, e);
        }
    }

    /** The settings of the old one are in their file still: it is deleted only after a commit. */
    @Override
    public void undo() throws Refusal, InterruptedException {
        try {
            daemon.run(before);
        } catch (IOException e) {
            throw new Refusal(String.valueOf(e.getMessage()), REMEDY, e);
        }
    }
}
