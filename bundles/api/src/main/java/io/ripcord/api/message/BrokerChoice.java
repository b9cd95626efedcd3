package io.ripcord.api.message;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Which broker the agent talks to. The system domain's steps set and take back the document's broker here; without one
 * the enrolment's counts. Not kept: a start sets it again from the document. Safe for use by many threads.
 */
@ProviderType
public interface BrokerChoice {

    Optional<String> override();

    /** Takes effect at once: the agent leaves the other broker. */
    void override(Optional<String> uri);
}
