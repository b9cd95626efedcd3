package io.ripcord.api.trust;

import org.osgi.annotation.versioning.ProviderType;

/** Decides whose signature counts on this device; safe for use by many threads. */
@ProviderType
public interface Verifier {

    /**
     * Verifies that one of the keys trusted for {@code payloadType} signed the envelope, and that it is of that type.
     * For {@link Envelope#DESIRED} that is the fleet's signing key, for {@link Envelope#FEATURE} the fleet's and the
     * board's feature signers, for {@link Envelope#BASE} the board's base signers.
     *
     * @return the payload's exact bytes
     * @throws UntrustedException naming the key ids seen and trusted
     */
    byte[] verify(Envelope envelope, String payloadType) throws UntrustedException;
}
