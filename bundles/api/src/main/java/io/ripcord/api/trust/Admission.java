package io.ripcord.api.trust;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The door of the framework: a resolver hook lets a bundle resolve only if it is of the base or was admitted here.
 * Whoever else installs or updates a bundle ends with one that does not resolve. Safe for use by many threads.
 */
@ProviderType
public interface Admission {

    /** Admits the bundle that will stand at this location with exactly this content; call before install or update. */
    void admit(String location, Digest content);

    /** Takes the admission back; call after the bundle is uninstalled. */
    void withdraw(String location);

    /** True if the bundle belongs to the base, that the launcher started and nobody changed since. */
    boolean isBase(long bundleId);
}
