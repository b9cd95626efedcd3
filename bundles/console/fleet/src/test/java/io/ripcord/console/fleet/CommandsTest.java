package io.ripcord.console.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Command;
import io.ripcord.api.message.CommandResult;
import io.ripcord.api.message.LogChunk;
import io.ripcord.api.message.Topics;
import io.ripcord.console.api.ConsoleException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private static final Topics DEVICE = new Topics("acme", MemoryStore.DEVICE);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void gives_the_text_as_it_comes_and_ends_with_the_result() throws Exception {
        run(command -> {
            text(MemoryStore.DEVICE, command, "one ");
            text(MemoryStore.DEVICE, command, "two");
            end(MemoryStore.DEVICE, command, CommandResult.Status.DONE);
        });
        assertEquals("one two", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void another_device_cannot_answer() throws Exception {
        run(command -> {
            text("rc-fedcba9876543210", command, "forged");
            end(MemoryStore.DEVICE, command, CommandResult.Status.DONE);
        });
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void a_failure_is_told_and_silence_ends_at_the_limit() {
        assertThrows(
                ConsoleException.class,
                () -> run(command -> end(MemoryStore.DEVICE, command, CommandResult.Status.FAILED)));
        assertThrows(ConsoleException.class, () -> run(_ -> {}));
    }

    private final Commands[] commands = new Commands[1];

    private void run(Consumer<String> device) throws Exception {
        commands[0] = new Commands(
                packet -> device.accept(Command.parse(packet.payload()).id()), Clock.systemUTC());
        commands[0].run(DEVICE, Command.CHUTE_LOGS, JsonObject.EMPTY, Duration.ofMillis(300), out);
    }

    private void text(String device, String command, String text) {
        commands[0].received(device, new LogChunk(command, 0, text));
    }

    private void end(String device, String command, CommandResult.Status status) {
        commands[0].received(device, new CommandResult(command, status, "because", JsonObject.EMPTY));
    }
}
