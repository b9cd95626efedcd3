package io.ripcord.engine.run;

import io.ripcord.api.change.Hung;
import io.ripcord.api.change.UnitId;

/** A unit's step hangs: nothing more can be done in this JVM. */
public final class HungUnit extends Exception {
    private static final long serialVersionUID = 1;

    private final transient UnitId unit;
    private final Hung hung;

    HungUnit(UnitId unit, Hung hung) {
        super(unit + ": " + hung.getMessage(), hung);
        this.unit = unit;
        this.hung = hung;
    }

    public UnitId unit() {
        return unit;
    }

    public Hung hung() {
        return hung;
    }
}
