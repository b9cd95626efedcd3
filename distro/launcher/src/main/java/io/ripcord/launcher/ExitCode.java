package io.ripcord.launcher;

/** What the exit of the JVM tells its supervisor; {@code ripcord-device} acts on these numbers. */
final class ExitCode {
    /** The folder or the arguments are wrong, or another process owns the state: starting again would not help. */
    static final int MISUSE = 2;

    /** The framework was stopped from inside, or a bundle asked for it: start again at once. */
    static final int RESTART = 10;

    /** The framework did not come up, or hung while starting: start again after a pause. */
    static final int FAILED = 11;

    private ExitCode() {}
}
