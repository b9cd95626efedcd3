package io.ripcord.api.trust;

import java.util.Collection;
import javax.net.ssl.SSLContext;
import org.osgi.annotation.versioning.ProviderType;

/** The fleet's own certificate authority and signing key, on the console only; made at its first start. Safe for use by many threads. */
@ProviderType
public interface FleetAuthority {

    /** SHA-256 of the authority's public key (SPKI): what a claim code carries. */
    Digest keyDigest();

    /** The authority's certificate. */
    String certificatePem();

    /** Signs the fleet's desired states. */
    SigningKey signer();

    /** The public half of {@link #signer()} (SPKI). */
    String signerPem();

    /**
     * Certifies a device's key: common name the device, organisation the tenant.
     *
     * @param csrPem PKCS#10
     * @return the certificate in PEM
     * @throws UntrustedException if the request is not signed by its own key, or the device's id is not derived from it
     */
    String certify(String csrPem, String device, String tenant) throws UntrustedException;

    /**
     * Seals a secret to a device's key: from then on only that device can open it. The digest is made with a key of the
     * fleet's that only the console has; the same value under the same name has the same one on all its devices.
     *
     * @param certificatePem what {@link #certify} answered for the device
     * @throws UntrustedException if the certificate is not one of this authority's
     */
    SealedSecret seal(String certificatePem, String name, SecretValue value) throws UntrustedException;

    /** Key and certificate of a server of ours, made anew when the names changed or it runs out within 30 days. */
    KeyStoreFile server(String server, Collection<String> namesAndAddresses);

    /** The authority's certificate as a trust store. */
    KeyStoreFile trust();

    /** TLS of the console itself towards the broker: certificate with organisational unit {@code console}. */
    SSLContext consoleTls();
}
