package io.ripcord.api.trust;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The secrets that a device keeps, those set on it and those of its fleet. Values go in, none comes out. Of each name the
 * newest value counts; a few older ones stay, so that a change can be undone. All of it survives a power cut. Safe for use by
 * many threads.
 */
@ProviderType
public interface SecretStore {

    /** Every secret by its newest value: those set here, then the fleet's. */
    List<Entry> list();

    /** The newest value of that name that was set here. */
    Optional<SecretReference> local(String name);

    /** True if the value behind it is here, whoever set it. */
    boolean holds(SecretReference reference);

    /**
     * Keeps a value that an administrator of this device set.
     *
     * @throws io.ripcord.api.json.BadDocument if the name is none
     * @throws IOException if it cannot be kept: nothing changed then
     */
    SecretReference set(String name, SecretValue value) throws IOException;

    /**
     * Forgets all values of that name that were set here.
     *
     * @return false if there are none
     */
    boolean remove(String name) throws IOException;

    /**
     * Takes the fleet's secrets, all of them: what the fleet has no longer is forgotten. What is here already is not opened
     * again.
     *
     * @throws UntrustedException if one was not sealed for this device under its name and digest: nothing changed then
     */
    void take(List<SealedSecret> fleets) throws UntrustedException, IOException;

    /** A secret as people see it. */
    record Entry(SecretReference reference, boolean fleets) {}
}
