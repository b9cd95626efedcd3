package io.ripcord.api.state;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The one door to the desired and reported state, for agent, local REST and web console; safe for use by many threads. */
@ProviderType
public interface States {

    Snapshot snapshot();

    /**
     * Takes a fleet's signed desired state (a DSSE envelope, exact bytes) and wakes the engine. A generation that is
     * already held is answered with its receipt again.
     *
     * @throws StateException if it is not believed, older, expired, made out to another device, malformed, or the
     *     digest of a failed one
     */
    Receipt acceptFleet(byte[] envelope) throws StateException;

    /** @throws StateException if it is stale, writes where local may not, or is against a domain's rules */
    Receipt editLocal(LocalEdit edit) throws StateException;

    /**
     * What an edit would come to, without taking it: problems as a StateException, else the plan in words, one line a
     * step.
     */
    List<String> preview(LocalEdit edit) throws StateException;

    ReportedState reported();

    /** The JSON Schema (2020-12) of a whole document: each domain's section by its controller. */
    JsonObject schema();

    /** Newest first, at most 20. */
    List<HistoryEntry> history();

    /** Makes the local layer what it was after that change, as a new local generation. */
    Receipt rollback(String change, String author) throws StateException;

    /** Newest first, at most 50; the running one included. */
    List<ChangeRecord> changes();

    Optional<ChangeRecord> change(String id);

    /** Hears of every change of reported state or progress, in order, on a virtual thread; close to stop. */
    AutoCloseable listen(Listener listener);

    /** Hears what happens; must return soon. */
    @FunctionalInterface
    interface Listener {
        void changed(ChangeRecord change);
    }
}
