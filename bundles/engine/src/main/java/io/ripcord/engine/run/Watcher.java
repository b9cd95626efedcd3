package io.ripcord.engine.run;

import io.ripcord.api.change.Phase;
import io.ripcord.api.change.UnitId;
import io.ripcord.engine.plan.Failure;
import java.io.IOException;
import java.util.Map;

/** Hears how a run goes on; called by the thread that runs it. */
public interface Watcher {

    void phase(Phase phase);

    void progress(String line);

    /** Steps that could cut the device off follow; called before {@link #begin}, and may take some seconds. */
    void risky() throws InterruptedException;

    /**
     * Steps follow; called once a pass, before its first step.
     *
     * @throws IOException if it cannot be kept on disk: no step is made then
     */
    void begin(Map<String, String> allocations) throws IOException;

    /** The first step of the unit follows. */
    void touched(UnitId unit);

    void failed(UnitId unit, Failure failure);
}
