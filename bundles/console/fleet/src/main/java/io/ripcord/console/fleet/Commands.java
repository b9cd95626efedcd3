package io.ripcord.console.fleet;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Command;
import io.ripcord.api.message.CommandResult;
import io.ripcord.api.message.LogChunk;
import io.ripcord.api.message.Topics;
import io.ripcord.console.api.ConsoleException;
import io.ripcord.console.api.ConsoleException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Runs commands on devices and gives their output to who asked. */
final class Commands {
    private static final int WAITING_ANSWERS = 256;

    private final Outlet outlet;
    private final Clock clock;
    private final Map<String, Running> running = new ConcurrentHashMap<>();

    Commands(Outlet outlet, Clock clock) {
        this.outlet = outlet;
        this.clock = clock;
    }

    /** An answer of the device. */
    private sealed interface Answer {
        record Text(String text) implements Answer {}

        record End(CommandResult result) implements Answer {}
    }

    private record Running(String device, BlockingQueue<Answer> answers) {}

    void run(Topics device, String name, JsonObject arguments, Duration limit, OutputStream out)
            throws ConsoleException, IOException, InterruptedException {
        var command = new Command(
                UUID.randomUUID().toString(), name, arguments, clock.instant().plus(limit));
        var state = new Running(device.device(), new ArrayBlockingQueue<>(WAITING_ANSWERS));
        running.put(command.id(), state);
        try {
            send(device, command, limit);
            follow(state, limit, out);
        } finally {
            running.remove(command.id());
        }
    }

    /** Ends the command on the device when its reader is gone; best effort. */
    private void follow(Running state, Duration limit, OutputStream out)
            throws ConsoleException, IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            var answer = state.answers().poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            switch (answer) {
                case null ->
                    throw new ConsoleException(
                            Reason.OFFLINE, state.device() + " did not answer in time; see whether it is online");
                case Answer.Text(var text) -> {
                    out.write(text.getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
                case Answer.End(var result) -> {
                    finish(state, result, out);
                    return;
                }
            }
        }
    }

    private static void finish(Running state, CommandResult result, OutputStream out)
            throws ConsoleException, IOException {
        switch (result.status()) {
            case DONE, CANCELLED -> {
                if (!result.result().isEmpty()) {
                    out.write(result.result().text().getBytes(StandardCharsets.UTF_8));
                }
            }
            case FAILED, UNKNOWN -> throw new ConsoleException(Reason.INVALID, result.message());
            case LATE ->
                throw new ConsoleException(
                        Reason.OFFLINE, state.device() + " got the command too late: " + result.message());
            case BUSY -> throw new ConsoleException(Reason.TOO_OFTEN, result.message());
        }
    }

    void send(Topics device, Command command, Duration expiry) throws IOException, InterruptedException {
        outlet.send(command.to(device).expiring(expiry).correlated(command.id().getBytes(StandardCharsets.UTF_8)));
    }

    /** Text that is not ours, or comes faster than it is read, is dropped. */
    void received(String device, LogChunk chunk) {
        answer(device, chunk.command(), new Answer.Text(chunk.text()));
    }

    void received(String device, CommandResult result) {
        answer(device, result.command(), new Answer.End(result));
    }

    private void answer(String device, String command, Answer answer) {
        var state = running.get(command);
        if (state != null && state.device().equals(device) && !state.answers().offer(answer)) {
            state.answers().poll();
            state.answers().offer(answer);
        }
    }
}
