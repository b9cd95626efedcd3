package io.ripcord.api.change;

/** A step hangs in code that cannot be ended: only a restart of the JVM on the old version frees the device. */
public sealed class Hung extends Refusal permits AfterRestart {
    private static final long serialVersionUID = 1;

    public Hung(String reason, String remedy) {
        super(reason, remedy);
    }
}
