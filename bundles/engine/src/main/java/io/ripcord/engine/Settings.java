package io.ripcord.engine;

import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * How long the engine waits.
 *
 * @param confirmWindow for the answers of the control paths to a risky change
 * @param poll between two looks at health or at answers
 * @param arrival for controllers to arrive: after the start, and after the feature that brings one
 * @param observe for one domain to observe
 * @param prepare for one unit to prepare, fetching included
 * @param interruption for a step to end after it was interrupted
 * @param again before what nobody confirmed or a restart cut short is tried again; five times as long for each more
 * @param look between two looks at whether all is as confirmed, while no change runs
 * @param probation how long a committed change stays provisional: till a start is healthy, and till silence is noticed
 * @param firstRetry before a unit that failed at boot is tried again; doubled up to {@code lastRetry}
 */
record Settings(
        Duration confirmWindow,
        Duration poll,
        Duration arrival,
        Duration observe,
        Duration prepare,
        Duration interruption,
        Duration again,
        Duration look,
        Duration probation,
        Duration firstRetry,
        Duration lastRetry) {

    static final Settings DEFAULT = new Settings(
            Duration.ofSeconds(60),
            Duration.ofMillis(100),
            Duration.ofSeconds(30),
            Duration.ofSeconds(20),
            Duration.ofHours(1),
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(150),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5));

    /**
     * The defaults, but for {@code ripcord.confirm.seconds} and {@code ripcord.again.seconds} (1 to 3600) among the
     * framework's properties.
     */
    static Settings of(UnaryOperator<String> property) {
        return DEFAULT.confirming(seconds(property, "ripcord.confirm.seconds", DEFAULT.confirmWindow))
                .tryingAgain(seconds(property, "ripcord.again.seconds", DEFAULT.again));
    }

    private static Duration seconds(UnaryOperator<String> property, String name, Duration otherwise) {
        var text = property.apply(name);
        return text == null || !text.matches("[0-9]{1,4}")
                ? otherwise
                : Duration.ofSeconds(Math.clamp(Long.parseLong(text), 1, 3600));
    }

    Settings confirming(Duration window) {
        return with(window, again, look, probation);
    }

    Settings tryingAgain(Duration pause) {
        return with(confirmWindow, pause, look, probation);
    }

    Settings looking(Duration pause) {
        return with(confirmWindow, again, pause, probation);
    }

    Settings proving(Duration length) {
        return with(confirmWindow, again, look, length);
    }

    private Settings with(Duration window, Duration nextAgain, Duration nextLook, Duration nextProbation) {
        return new Settings(
                window,
                poll,
                arrival,
                observe,
                prepare,
                interruption,
                nextAgain,
                nextLook,
                nextProbation,
                firstRetry,
                lastRetry);
    }
}
