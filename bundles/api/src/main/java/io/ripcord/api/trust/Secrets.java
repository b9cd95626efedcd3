package io.ripcord.api.trust;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The values behind the references of the document, for those who bring it about; safe for use by many threads. */
@ProviderType
public interface Secrets {

    /**
     * The value that a reference stands for; empty if this device does not have it. Ask as late as possible, close it at
     * once: it goes into no log, no message and no record.
     */
    Optional<SecretValue> find(SecretReference reference);
}
