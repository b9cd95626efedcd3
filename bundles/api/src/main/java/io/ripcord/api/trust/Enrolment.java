package io.ripcord.api.trust;

import java.io.IOException;
import org.osgi.annotation.versioning.ProviderType;

/** Puts the device into a fleet; one attempt at a time. */
@ProviderType
public interface Enrolment {

    /**
     * Asks the console named in the claim code for a certificate, over TLS pinned to the code's authority, and keeps
     * what it gave.
     *
     * @param claimCode {@code RC1.} and Base64url, as distro/docs/rest.md has it
     * @return the fleet that the device belongs to from now on
     * @throws UntrustedException if the code is malformed or used up, or the answer is not of that authority
     * @throws IOException if the console cannot be reached, after at most ten tries
     */
    DeviceIdentity.Fleet enrol(String claimCode) throws IOException, UntrustedException, InterruptedException;
}
