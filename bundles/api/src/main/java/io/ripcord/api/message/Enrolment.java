package io.ripcord.api.message;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.trust.UntrustedException;
import java.io.IOException;
import org.osgi.annotation.versioning.ProviderType;

/** Takes this device into a fleet; one enrolment at a time. */
@ProviderType
public interface Enrolment {

    /**
     * Shows the claim code's secret and the device's certificate request to its console, and keeps what that answers.
     * Tries at most ten times within about two minutes; the agent connects by itself afterwards.
     *
     * @return the tenant's name
     * @throws io.ripcord.api.json.BadDocument if the claim code is malformed
     * @throws Refusal if the device is in a fleet already, or the console says no (code used up, expired)
     * @throws UntrustedException if the console is not that fleet's, or what it gave is not for this device
     * @throws IOException if the console could not be reached
     */
    String enrol(String claimCode) throws Refusal, UntrustedException, IOException, InterruptedException;
}
