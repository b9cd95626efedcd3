package io.ripcord.agent;

import io.ripcord.api.message.CommandResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which commands run and how the last ones ended, so that the same id is done once. Safe for use by many threads. */
final class CommandBook {
    static final int MOST_RUNNING = 16;
    static final int REMEMBERED = 256;

    private final Map<String, Optional<CommandResult>> known = new LinkedHashMap<>();
    private int running;

    /** What to do with a command that came. */
    sealed interface Verdict {
        record Begin() implements Verdict {}

        record Again(CommandResult result) implements Verdict {}

        record Running() implements Verdict {}

        record Busy() implements Verdict {}
    }

    synchronized Verdict come(String id) {
        var before = known.get(id);
        if (before != null) {
            return before.isPresent() ? new Verdict.Again(before.get()) : new Verdict.Running();
        }
        if (running == MOST_RUNNING) {
            return new Verdict.Busy();
        }
        running++;
        known.put(id, Optional.empty());
        return new Verdict.Begin();
    }

    synchronized void ended(CommandResult result) {
        var before = known.put(result.command(), Optional.of(result));
        running -= before != null && before.isEmpty() ? 1 : 0;
        var ids = known.entrySet().iterator();
        while (known.size() > REMEMBERED && ids.hasNext()) {
            if (ids.next().getValue().isPresent()) {
                ids.remove();
            }
        }
    }
}
