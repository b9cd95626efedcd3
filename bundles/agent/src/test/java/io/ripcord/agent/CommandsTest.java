package io.ripcord.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Command;
import io.ripcord.api.message.CommandHandler;
import io.ripcord.api.message.CommandResult;
import io.ripcord.api.message.CommandResult.Status;
import io.ripcord.api.message.LogChunk;
import io.ripcord.api.message.UpMessage;
import io.ripcord.testkit.FakeClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CommandsTest {
    private final FakeClock clock = new FakeClock();
    private final BlockingQueue<UpMessage> said = new LinkedBlockingQueue<>();
    private final List<String> restarts = new ArrayList<>();
    private final AtomicInteger done = new AtomicInteger();
    private final Commands commands = new Commands(
            new CommandBook(), this::handler, clock::instant, restarts::add, (message, _, _) -> said.add(message));

    @Test
    void the_same_command_is_done_once_and_answered_each_time() throws Exception {
        commands.come(command("1", "count"), Optional.empty());
        var first = result();
        commands.come(command("1", "count"), Optional.empty());
        assertEquals(first, result());
        assertEquals(1, done.get());
        assertEquals(Status.DONE, first.status());
    }

    @Test
    void nothing_begins_after_its_deadline() throws Exception {
        var late = command("1", "count");
        clock.advance(Duration.ofMinutes(5));
        commands.come(late, Optional.empty());
        assertEquals(Status.LATE, result().status());
        assertEquals(0, done.get());
    }

    @Test
    void a_command_that_hangs_is_ended_at_its_deadline() throws Exception {
        var soon = new Command("1", "hang", JsonObject.EMPTY, clock.instant().plusMillis(50));
        commands.come(soon, Optional.empty());
        assertEquals(Status.LATE, result().status());
    }

    @Test
    void another_command_ends_it_sooner() throws Exception {
        commands.come(command("1", "hang"), Optional.empty());
        var which = JsonObject.EMPTY.with("command", "1");
        commands.come(new Command("2", Command.CANCEL, which, clock.instant().plusSeconds(60)), Optional.empty());
        var both = List.of(result(), result());
        assertTrue(
                both.stream().anyMatch(result -> result.command().equals("1") && result.status() == Status.CANCELLED));
        assertTrue(both.stream().anyMatch(result -> result.command().equals("2") && result.status() == Status.DONE));
    }

    @Test
    void what_nobody_knows_and_what_fails_is_told() throws Exception {
        commands.come(command("1", "dance"), Optional.empty());
        assertEquals(Status.UNKNOWN, result().status());
        commands.come(command("2", "break"), Optional.empty());
        assertEquals(Status.FAILED, result().status());
    }

    @Test
    void long_output_comes_in_pieces_that_fit() throws Exception {
        commands.come(command("1", "talk"), Optional.empty());
        var text = new StringBuilder();
        while (next() instanceof LogChunk chunk) {
            assertEquals(text.length() / LogChunk.MAX_TEXT, chunk.sequence());
            text.append(chunk.text());
        }
        assertEquals(40_000, text.length());
    }

    @Test
    void no_more_than_a_few_run_at_once() throws Exception {
        for (int i = 0; i < CommandBook.MOST_RUNNING; i++) {
            commands.come(command("h" + i, "hang"), Optional.empty());
        }
        commands.come(command("x", "count"), Optional.empty());
        assertEquals(Status.BUSY, result().status());
        commands.close();
    }

    @Test
    void a_restart_is_asked_for_once() throws Exception {
        commands.come(command("1", Command.RESTART), Optional.empty());
        result();
        commands.come(command("1", Command.RESTART), Optional.empty());
        result();
        assertEquals(List.of("1"), restarts);
    }

    private Optional<CommandHandler> handler(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "count" -> new Named(name, _ -> JsonObject.EMPTY.with("n", done.incrementAndGet()));
                    case "break" ->
                        new Named(name, _ -> {
                            throw new IllegalStateException("broken on purpose");
                        });
                    case "hang" ->
                        new Named(name, _ -> {
                            Thread.sleep(60_000);
                            return JsonObject.EMPTY;
                        });
                    case "talk" ->
                        new Named(name, sink -> {
                            sink.text("x".repeat(40_000));
                            return JsonObject.EMPTY;
                        });
                    default -> null;
                });
    }

    private Command command(String id, String name) {
        return new Command(id, name, JsonObject.EMPTY, clock.instant().plusSeconds(60));
    }

    private UpMessage next() throws InterruptedException {
        var message = said.poll(10, TimeUnit.SECONDS);
        assertNotNull(message);
        return message;
    }

    private CommandResult result() throws InterruptedException {
        return (CommandResult) next();
    }

    private record Named(String name, Deed deed) implements CommandHandler {
        @Override
        public JsonObject handle(JsonObject arguments, Sink sink) throws java.io.IOException, InterruptedException {
            return deed.perform(sink);
        }
    }

    private interface Deed {
        JsonObject perform(CommandHandler.Sink sink) throws java.io.IOException, InterruptedException;
    }
}
