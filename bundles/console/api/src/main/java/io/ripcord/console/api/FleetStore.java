package io.ripcord.console.api;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.state.ReportedState;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.SealedSecret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The console's database: every method is one transaction, committed when it returns. Safe for use by many threads.
 *
 * <p>All methods throw {@link java.io.UncheckedIOException} when the database does not answer.
 */
@ProviderType
public interface FleetStore {

    List<Device> devices();

    Optional<Device> device(String id);

    /**
     * Adds a device, or keeps the one that is there; a removed one is removed no more.
     *
     * @return false if the device is another tenant's: nothing changed then
     */
    boolean enrolled(
            String device, String tenant, String deviceClass, String model, String certificatePem, Instant now);

    /**
     * Forgets a device and what it reported, and remembers that it was removed.
     *
     * @return false if there is no such device: nothing changed then
     */
    boolean remove(String device, Instant now);

    /** The devices that were removed and not enrolled again. */
    Set<String> removed();

    /** What the device was certified with last; empty if it is unknown or was enrolled before certificates were kept. */
    Optional<String> certificate(String device);

    /** The device's secrets as only it can read them, by name. */
    List<SealedSecret> secrets(String device);

    /** Adds a secret or replaces its value. */
    void putSecret(String device, SealedSecret secret);

    /** @return false if there is none of that name */
    boolean removeSecret(String device, String name);

    /** @return false if a newer (boot epoch, sequence) is known already: nothing changed then */
    boolean online(Presence presence);

    /** Marks the device offline unless it said hello with a newer (boot epoch, sequence) since. */
    void offline(String device, long bootEpoch, long sequence, Instant now);

    /** Marks all offline: what a console does not hear of itself it does not know. */
    void allOffline();

    void seen(String device, Instant now);

    Optional<Desired> desired(String device);

    /** Newest first. */
    List<Desired> desiredHistory(String device, int limit);

    /** @return false if the newest generation is not {@code desired.generation() - 1}: nothing changed then */
    boolean putDesired(String device, Desired desired);

    Optional<ReportedState> reported(String device);
    /** @return false if a newer (boot epoch, sequence) is known already: nothing changed then */
    boolean putReported(String device, long bootEpoch, long sequence, ReportedState reported);

    void putChange(String device, ChangeRecord change);

    /** Newest first. */
    List<ChangeRecord> changes(String device, int limit);

    Optional<ChangeRecord> change(String device, String id);

    /** The finished change that settled this fleet generation or a newer one. */
    Optional<ChangeRecord> settled(String device, long fleetGeneration);

    void putClaim(Digest secret, String tenant, Instant expires);

    /**
     * Takes the claim for a device: from then on it is that device's alone, which may take it again until it expires (an
     * answer may be lost). The claim's tenant; empty if there is none, it expired, or another device has it.
     */
    Optional<String> takeClaim(Digest secret, String device, Instant now);

    /** @return false if this event is known already */
    boolean putEvent(String device, long bootEpoch, long sequence, String event);
}
