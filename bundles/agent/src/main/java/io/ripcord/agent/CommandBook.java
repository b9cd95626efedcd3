package io.ripcord.agent;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Command;
import io.ripcord.api.message.CommandResult;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which commands run and how the last ones ended, so that the same id is done once. An id is remembered until its
 * deadline has passed: after that a repetition comes too late anyway. Safe for use by many threads.
 */
final class CommandBook {
    static final int MOST_RUNNING = 16;
    static final int REMEMBERED = 4096;

    /** How many of them with all they answered. */
    static final int ANSWERS = 256;

    private record Known(Instant deadline, Optional<CommandResult> result) {}

    private final Map<String, Known> known = new LinkedHashMap<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private int running;

    /** What to do with a command that came. */
    sealed interface Verdict {
        record Begin() implements Verdict {}

        record Again(CommandResult result) implements Verdict {}

        record Running() implements Verdict {}

        record Busy() implements Verdict {}
    }

    synchronized Verdict come(Command command, Instant now) {
        var before = known.get(command.id());
        if (before != null) {
            return before.result.isPresent() ? new Verdict.Again(before.result.get()) : new Verdict.Running();
        }
        if (running == MOST_RUNNING || !hasRoom(now)) {
            return new Verdict.Busy();
        }
        running++;
        known.put(command.id(), new Known(command.deadline(), Optional.empty()));
        return new Verdict.Begin();
    }

    synchronized void ended(CommandResult result) {
        var id = result.command();
        var before = known.get(id);
        running -= before != null && before.result.isEmpty() ? 1 : 0;
        known.put(id, new Known(before == null ? Instant.MAX : before.deadline, Optional.of(result)));
        answers.add(id);
        if (answers.size() > ANSWERS) {
            known.computeIfPresent(answers.remove(), (_, old) -> new Known(old.deadline, old.result.map(this::brief)));
        }
    }

    private CommandResult brief(CommandResult result) {
        return new CommandResult(result.command(), result.status(), result.message(), JsonObject.EMPTY);
    }

    private boolean hasRoom(Instant now) {
        if (known.size() >= REMEMBERED) {
            known.values().removeIf(each -> each.result.isPresent() && each.deadline.isBefore(now));
        }
        return known.size() < REMEMBERED;
    }
}
