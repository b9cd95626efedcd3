package io.ripcord.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Command;
import io.ripcord.api.message.CommandHandler;
import io.ripcord.api.message.CommandResult;
import io.ripcord.api.message.CommandResult.Status;
import io.ripcord.testkit.FakeClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Messages come twice, in any order and late: each command has its effect once at most, and each answer is true. */
@Timeout(120)
class DisorderTest {
    private static final int SEEDS = Boolean.getBoolean("ripcord.long") ? 20 : 2;
    private static final int MESSAGES = 3_000;

    @Test
    void three_thousand_messages_in_disorder_have_each_effect_once() throws Exception {
        long first = Long.getLong("ripcord.seed", System.nanoTime());
        for (long seed = first; seed < first + SEEDS; seed++) {
            System.out.println("-Dripcord.seed=" + seed);
            play(seed);
        }
    }

    private static void play(long seed) throws InterruptedException {
        var random = new Random(seed);
        var clock = new FakeClock();
        var effects = new ConcurrentHashMap<String, AtomicInteger>();
        var answers = new ConcurrentHashMap<String, Status>();
        var book = new CommandBook();
        var commands = new Commands(
                book, _ -> Optional.of(new Counting(effects)), clock::instant, _ -> {}, (message, _, _) -> {
                    var result = (CommandResult) message;
                    answers.merge(result.command(), result.status(), (a, b) -> a == Status.DONE ? a : b);
                });
        var messages = messages(random, clock);
        for (var command : messages) {
            commands.come(command, Optional.of(new byte[] {1}));
            if (random.nextInt(4) == 0) {
                Thread.sleep(0, 200_000);
            }
        }
        while (!isIdle(book, clock.instant())
                || effects.keySet().stream().anyMatch(id -> answers.get(id) != Status.DONE)) {
            Thread.sleep(20);
        }
        effects.forEach((id, count) -> assertEquals(1, count.get(), id + " was done again"));
        answers.forEach((id, status) ->
                assertEquals(status == Status.DONE, effects.containsKey(id), id + " was answered with " + status));
        assertFalse(effects.isEmpty());
    }

    /** Nothing runs if as many as may run at once can begin. */
    private static boolean isIdle(CommandBook book, Instant now) {
        var begun = Stream.generate(() -> UUID.randomUUID().toString())
                .limit(CommandBook.MOST_RUNNING)
                .filter(id -> book.come(new Command(id, "idle", JsonObject.EMPTY, now.minusSeconds(1)), now)
                        instanceof CommandBook.Verdict.Begin)
                .toList();
        begun.forEach(id -> book.ended(new CommandResult(id, Status.DONE, "", JsonObject.EMPTY)));
        return begun.size() == CommandBook.MOST_RUNNING;
    }

    /** Each command one to four times, all shuffled: a repetition comes thousands of messages later. */
    private static List<Command> messages(Random random, FakeClock clock) {
        List<Command> messages = new ArrayList<>();
        for (int id = 0; messages.size() < MESSAGES; id++) {
            var arguments = JsonObject.EMPTY.with("id", "c" + id);
            var command =
                    new Command("c" + id, "count", arguments, clock.instant().plusSeconds(60));
            messages.addAll(Collections.nCopies(1 + random.nextInt(4), command));
        }
        Collections.shuffle(messages, random);
        return messages;
    }

    /** Counts how often each command had its effect. */
    private record Counting(Map<String, AtomicInteger> effects) implements CommandHandler {
        @Override
        public String name() {
            return "count";
        }

        @Override
        public JsonObject handle(JsonObject arguments, Sink sink) {
            effects.computeIfAbsent(arguments.string("id").orElseThrow(), _ -> new AtomicInteger())
                    .incrementAndGet();
            return JsonObject.EMPTY;
        }
    }
}
