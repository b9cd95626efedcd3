package io.ripcord.agent;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Command;
import io.ripcord.api.message.CommandHandler;
import io.ripcord.api.message.CommandResult;
import io.ripcord.api.message.CommandResult.Status;
import io.ripcord.api.message.LogChunk;
import io.ripcord.api.message.UpMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does commands, each on a thread of its own that is interrupted at the deadline. Safe for use by many threads. */
final class Commands implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    /** Says something to the console, waiting for a place in the queue; {@code sent} runs once the broker has it. */
    interface Voice {
        void say(UpMessage message, Optional<byte[]> correlation, Runnable sent)
                throws IOException, InterruptedException;
    }

    private record Job(Thread thread, AtomicReference<Status> interruptedAs) {}

    private final CommandBook book;
    private final Function<String, Optional<CommandHandler>> handlers;
    private final Supplier<Instant> now;
    private final Consumer<String> restart;
    private final Voice voice;
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();

    /** @param restart restarts the device soon, after it kept the command's id */
    Commands(
            CommandBook book,
            Function<String, Optional<CommandHandler>> handlers,
            Supplier<Instant> now,
            Consumer<String> restart,
            Voice voice) {
        this.book = book;
        this.handlers = handlers;
        this.now = now;
        this.restart = restart;
        this.voice = voice;
    }

    void come(Command command, Optional<byte[]> correlation) {
        switch (book.come(command, now.get())) {
            case CommandBook.Verdict.Begin() -> begin(command, correlation);
            case CommandBook.Verdict.Again(var result) -> answer(result, correlation);
            case CommandBook.Verdict.Running() -> {}
            case CommandBook.Verdict.Busy() ->
                answer(
                        result(command, Status.BUSY, "too many commands run on this device; try again later"),
                        correlation);
        }
    }

    private void begin(Command command, Optional<byte[]> correlation) {
        var left = Duration.between(now.get(), command.deadline());
        if (!left.isPositive()) {
            end(result(command, Status.LATE, "it came after its deadline; look at both clocks"), correlation);
            return;
        }
        var why = new AtomicReference<>(Status.CANCELLED);
        var thread = Thread.ofVirtual()
                .name("command-" + command.id())
                .unstarted(() -> end(perform(command, correlation, why), correlation));
        jobs.put(command.id(), new Job(thread, why));
        thread.start();
        Thread.ofVirtual().name("deadline-" + command.id()).start(() -> watch(thread, left, why));
    }

    private static void watch(Thread thread, Duration left, AtomicReference<Status> why) {
        try {
            if (!thread.join(left)) {
                why.set(Status.LATE);
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private CommandResult perform(Command command, Optional<byte[]> correlation, AtomicReference<Status> why) {
        try {
            if (command.name().equals(Command.CANCEL)) {
                return cancel(command);
            }
            if (command.name().equals(Command.RESTART)) {
                restart.accept(command.id());
                return result(command, Status.DONE, "");
            }
            var handler = handlers.apply(command.name());
            if (handler.isEmpty()) {
                return result(
                        command,
                        Status.UNKNOWN,
                        "nobody on this device does " + command.name() + "; see its capabilities");
            }
            var answer = handler.get().handle(command.arguments(), new Chunks(command.id(), correlation));
            return new CommandResult(command.id(), Status.DONE, "", answer);
        } catch (InterruptedException _) {
            return result(command, why.get(), "it was ended before it was through");
        } catch (Refusal e) {
            return result(command, Status.FAILED, e.getMessage() + "; " + e.remedy());
        } catch (IOException | BadDocument e) {
            return result(command, Status.FAILED, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("the command {} failed unexpectedly", command.name(), e);
            return result(command, Status.FAILED, "it failed unexpectedly; see the device's log");
        }
    }

    private CommandResult cancel(Command command) {
        var job = jobs.get(command.arguments().string("command").orElse(""));
        if (job == null) {
            return result(command, Status.FAILED, "no such command runs");
        }
        job.thread.interrupt();
        return result(command, Status.DONE, "");
    }

    private void end(CommandResult result, Optional<byte[]> correlation) {
        jobs.remove(result.command());
        book.ended(result);
        answer(result, correlation);
    }

    private void answer(CommandResult result, Optional<byte[]> correlation) {
        // an interrupt that ended the command must not end its answer
        Thread.ofVirtual().name("result-" + result.command()).start(() -> {
            try {
                voice.say(result, correlation, () -> {});
            } catch (IOException e) {
                LOG.debug("the result of {} was not heard; asked again it is said again", result.command(), e);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() {
        jobs.values().forEach(job -> job.thread.interrupt());
    }

    private static CommandResult result(Command command, Status status, String message) {
        return new CommandResult(command.id(), status, message, JsonObject.EMPTY);
    }

    /** Cuts text into chunks that fit a packet. */
    private final class Chunks implements CommandHandler.Sink {
        private final String command;
        private final Optional<byte[]> correlation;
        private long sequence;

        Chunks(String command, Optional<byte[]> correlation) {
            this.command = command;
            this.correlation = correlation;
        }

        @Override
        public void text(String text) throws IOException, InterruptedException {
            for (int at = 0; at < text.length(); at += LogChunk.MAX_TEXT) {
                var part = text.substring(at, Math.min(text.length(), at + LogChunk.MAX_TEXT));
                voice.say(new LogChunk(command, sequence++, part), correlation, () -> {});
            }
        }
    }
}
