package io.ripcord.cli.remote;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a command waits for its change to settle. */
public final class Patience {
    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "How long to wait for the outcome (${DEFAULT-VALUE} s).")
    private int seconds;

    public Duration duration() {
        return Duration.ofSeconds(seconds);
    }
}
