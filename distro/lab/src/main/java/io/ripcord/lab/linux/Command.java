package io.ripcord.lab.linux;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program run to its end, by argument vector, never through a shell's grammar. */
public record Command(List<String> argv, Duration limit) {
    private static final Duration USUAL = Duration.ofSeconds(30);

    public Command {
        argv = List.copyOf(argv);
    }

    public static Command of(String... argv) {
        return new Command(List.of(argv), USUAL);
    }

    public static Command of(List<String> argv) {
        return new Command(argv, USUAL);
    }

    /** How a program ended and what it wrote. */
    public record Outcome(List<String> argv, int exit, String out, String err) {
        public boolean ok() {
            return exit == 0;
        }

        /** This outcome; throws with the program's own words when it failed. */
        public Outcome orThrow() {
            if (!ok()) {
                throw new LabException(
                        "`" + String.join(" ", argv) + "` ended with " + exit + ": " + (err + out).strip());
            }
            return this;
        }
    }

    /** Runs the program; one that is not through after the limit is killed, which counts as failure with exit 124. */
    public Outcome run() {
        try {
            Process process = new ProcessBuilder(argv)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            CompletableFuture<String> err = readLater(process.getErrorStream());
            CompletableFuture<String> out = readLater(process.getInputStream());
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Outcome(argv, process.exitValue(), out.join(), err.join());
            }
            process.destroyForcibly();
            return new Outcome(argv, 124, "", "killed after " + limit.toMillis() + " ms");
        } catch (IOException e) {
            throw new LabException(
                    "`" + argv.getFirst() + "` could not be started: " + e.getMessage()
                            + ". Is its package installed? ./ripcord installs what is missing.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("`" + String.join(" ", argv) + "` was interrupted.", e);
        }
    }

    private static CompletableFuture<String> readLater(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                text.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                text.completeExceptionally(new UncheckedIOException(e));
            }
        });
        return text;
    }
}
