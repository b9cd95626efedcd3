package io.ripcord.api.domain;

import org.osgi.annotation.versioning.ProviderType;

/** The administrator's {@link ControlPath}, told by local REST and web console who asked what. Safe for use by many threads. */
@ProviderType
public interface AdminSession {

    /**
     * An authenticated request was answered.
     *
     * @param connection what tells the connection from all others of this JVM
     */
    void served(String connection);

    /**
     * An authenticated user says that the change may stay.
     *
     * @return false if that change does not wait for it, or the connection was there before the confirm window opened
     */
    boolean confirm(String change, String connection);
}
