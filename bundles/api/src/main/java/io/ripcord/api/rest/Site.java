package io.ripcord.api.rest;

import io.ripcord.api.host.LocalNames;
import org.osgi.annotation.versioning.ConsumerType;

/** Under which names this server may be reached; several may be registered, all count. */
@ConsumerType
public interface Site {
    LocalNames names();
}
