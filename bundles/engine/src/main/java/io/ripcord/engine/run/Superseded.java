package io.ripcord.engine.run;

/** A newer generation came: the running change gives way. */
public final class Superseded extends Exception {
    private static final long serialVersionUID = 1;

    public Superseded() {
        super("a newer generation came");
    }
}
