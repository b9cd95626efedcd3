package io.ripcord.api.trust;

import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.osgi.annotation.versioning.ProviderType;

/** Who this device is: made at the first start, kept for life; safe for use by many threads. */
@ProviderType
public interface DeviceIdentity {

    /** The device's id: {@code rc-} and the first 16 hexadecimal digits of the SHA-256 of its public key. */
    String id();

    /** A PKCS#10 request (PEM) for the device's key, common name the device id. */
    String certificateRequest();

    /** The fleet that this device is enrolled in. */
    Optional<Fleet> fleet();

    /**
     * Keeps what enrolment gave; atomic, survives a power cut.
     *
     * @throws UntrustedException if the certificate is not for this device's key or not from that authority
     */
    void enrol(Fleet fleet) throws UntrustedException;

    /** TLS towards the fleet: the device's certificate, trusting the fleet's authority only. Empty until enrolled. */
    Optional<SSLContext> fleetTls();

    /** Seals bytes with the device's key: only this device can make or check it (HMAC-SHA-256). */
    byte[] seal(byte[] bytes);

    /**
     * Opens what was sealed to the device's key: HPKE (RFC 9180), see {@link FleetAuthority#seal}.
     *
     * @return the plain bytes, which the caller zeroes
     * @throws UntrustedException if it was sealed for another device or as another secret, or is damaged
     */
    byte[] open(SealedSecret secret) throws UntrustedException;

    /** Now, but never before the build or the last verified metadata: the floor of the clock. */
    Instant trustedNow();

    /** Raises the clock's floor after metadata of that time was verified. */
    void raiseFloor(Instant verified);

    /**
     * What enrolment leaves on the device.
     *
     * @param tenant the tenant's name
     * @param brokerUri {@code ssl://host:port} as the fleet said at enrolment; the system domain may override it
     * @param certificatePem the device's certificate
     * @param authorityPem the fleet authority's certificate
     * @param signerPem the public key (SPKI) that signs the fleet's desired states
     */
    record Fleet(String tenant, String brokerUri, String certificatePem, String authorityPem, String signerPem) {}
}
