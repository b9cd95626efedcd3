package io.ripcord.api.rest;

import io.ripcord.api.trust.KeyStoreFile;
import org.osgi.annotation.versioning.ConsumerType;

/** Where this server listens for HTTPS, and with which certificate. */
@ConsumerType
public interface Door {

    /** A literal address of this machine that may come later than the server; {@code 0.0.0.0} for all. */
    String address();

    int port();

    /** Asked for again and again: a certificate that runs out soon has been replaced then. */
    KeyStoreFile certificate();
}
