package io.ripcord.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The command line of the launcher.
 *
 * @param home the folder with {@code lib}, {@code bundles}, {@code bundles.list} and {@code etc}
 * @param state the folder that holds all that the device must remember, and its caches
 * @param etc facts and settings of this board; what is missing there is taken from {@code home/etc}
 * @param healthyAfter how long a ready framework must run before its start counts as a good one
 * @param startWithin how long the start may take before the process gives up and is started again
 * @param silentFor how long the process may go without a heartbeat; the supervisor reads it from the same words
 * @param mostThreads how many threads the process may have before it gives up and is started again
 */
record Arguments(
        Path home,
        Path state,
        Path etc,
        Duration healthyAfter,
        Duration startWithin,
        Duration silentFor,
        int mostThreads) {
    static final String USAGE =
            "usage: Main --home FOLDER --state FOLDER [--etc FOLDER] [--healthy-after SECONDS] [--start-within SECONDS]"
                    + " [--silent-for SECONDS] [--most-threads NUMBER]";

    private static final Set<String> OPTIONS =
            Set.of("--home", "--state", "--etc", "--healthy-after", "--start-within", "--silent-for", "--most-threads");

    static Arguments parse(List<String> words) {
        var given = pairs(words);
        var home = folder(given, "--home");
        var state = folder(given, "--state");
        if (!Files.isRegularFile(home.resolve("bundles.list"))) {
            throw new LaunchException(
                    "Cannot start from --home " + home
                            + ": it has no file bundles.list; name a folder made by the build of distro/device or distro/console");
        }
        var etc = given.containsKey("--etc") ? folder(given, "--etc") : home.resolve("etc");
        return new Arguments(
                home,
                state,
                etc,
                seconds(given, "--healthy-after", 60),
                seconds(given, "--start-within", 120),
                seconds(given, "--silent-for", 60),
                number(given, "--most-threads", 1000));
    }

    /** The file of this name for this board: from {@link #etc} when it is there, else the default of the folder. */
    Path setting(String name) {
        var own = etc.resolve(name);
        return Files.exists(own) ? own : home.resolve("etc").resolve(name);
    }

    private static Map<String, String> pairs(List<String> words) {
        var given = new HashMap<String, String>();
        for (int i = 0; i < words.size(); i += 2) {
            var option = words.get(i);
            if (!OPTIONS.contains(option)) {
                throw new LaunchException("Unknown option " + option + "; " + USAGE);
            }
            if (i + 1 == words.size()) {
                throw new LaunchException("Option " + option + " needs a value; " + USAGE);
            }
            given.put(option, words.get(i + 1));
        }
        return given;
    }

    private static Path folder(Map<String, String> given, String option) {
        var value = given.get(option);
        if (value == null) {
            throw new LaunchException("Option " + option + " is missing; " + USAGE);
        }
        return Path.of(value).toAbsolutePath().normalize();
    }

    private static Duration seconds(Map<String, String> given, String option, int otherwise) {
        return Duration.ofSeconds(number(given, option, otherwise));
    }

    private static int number(Map<String, String> given, String option, int otherwise) {
        var value = given.getOrDefault(option, Integer.toString(otherwise));
        if (!value.matches("[1-9][0-9]{0,4}")) {
            throw new LaunchException(
                    "Option " + option + " is " + value + "; it takes a whole number from 1 to 99999");
        }
        return Integer.parseInt(value);
    }
}
