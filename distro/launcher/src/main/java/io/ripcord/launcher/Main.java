package io.ripcord.launcher;

import java.io.IOException;
import java.util.List;
import org.osgi.framework.BundleException;
import org.slf4j.LoggerFactory;

/** Entry point of a device and of a console; see {@link Arguments} for the command line, {@link ExitCode} for the end. */
public final class Main {
    private Main() {}

    /** Runs until the framework ends or SIGTERM comes. */
    public static void main(String[] words) throws InterruptedException {
        System.exit(run(List.of(words)));
    }

    private static int run(List<String> words) throws InterruptedException {
        try {
            var arguments = Arguments.parse(words);
            var state = new StateFolder(arguments.state());
            configureLog(arguments, state);
            refuseExtensions();
            return run(arguments, state);
        } catch (LaunchException e) {
            complain(e);
            return ExitCode.MISUSE;
        }
    }

    /** A disk that fails now may work at the next try. */
    private static int run(Arguments arguments, StateFolder state) throws InterruptedException {
        try (var _ = state.occupy()) {
            return run(new Device(arguments, state));
        } catch (IOException e) {
            complain(e);
            return ExitCode.FAILED;
        }
    }

    private static int run(Device device) throws InterruptedException {
        try {
            return device.run();
        } catch (LaunchException | IOException | BundleException e) {
            complain(e);
            return ExitCode.FAILED;
        }
    }

    /** To be called before the first logger is made; a flag on the command line of the JVM wins. */
    private static void configureLog(Arguments arguments, StateFolder state) {
        var file = arguments.setting("logback.xml");
        if (System.getProperty("logback.configurationFile") == null
                && file.toFile().exists()) {
            System.setProperty("logback.configurationFile", file.toString());
        }
        System.setProperty("ripcord.log", state.log().toString());
        // stdout is kept for what the JVM itself says; see supervise.sh
        System.setOut(System.err);
    }

    /** Felix starts extensions of the framework before any hook is asked, and reads this once, when it is loaded. */
    private static void refuseExtensions() {
        System.setProperty("felix.extensions.disable", "true");
    }

    private static void complain(Exception e) {
        LoggerFactory.getLogger(Main.class).error("Cannot start: {}", e.getMessage(), e);
    }
}
