package io.ripcord.trust.identity;

import io.ripcord.api.trust.DeviceIdentity.Fleet;
import io.ripcord.api.trust.UntrustedException;
import io.ripcord.trust.x509.Certificates;
import io.ripcord.trust.x509.Keys;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.regex.Pattern;

/** What makes a fleet's answer one for this device: its certificate is for our key and id, and from the authority. */
record Membership(String device, PublicKey key) {
    private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern BROKER =
            Pattern.compile("ssl://([A-Za-z0-9][A-Za-z0-9.-]{0,252}|\\[[0-9a-fA-F:.]{2,45}]):[1-9][0-9]{0,4}");

    void check(Fleet fleet) throws UntrustedException {
        require(TENANT.matcher(fleet.tenant()).matches(), "its tenant is no name of lower-case letters and digits");
        require(BROKER.matcher(fleet.brokerUri()).matches(), "its broker is not ssl://host:port");
        try {
            checkCertificate(fleet);
            Keys.publicKey(fleet.signerPem(), Keys.Kind.ED25519);
        } catch (GeneralSecurityException e) {
            throw refusal("a certificate or key is not right (" + e.getMessage() + ")");
        }
    }

    private void checkCertificate(Fleet fleet) throws GeneralSecurityException, UntrustedException {
        var certificate = Certificates.parse(fleet.certificatePem());
        var authority = Certificates.parse(fleet.authorityPem());
        require(certificate.getPublicKey().equals(key), "the certificate is for another key");
        require(Certificates.subject(certificate, "CN").equals(device), "the certificate is for another device");
        require(authority.getBasicConstraints() >= 0, "the authority's certificate is not one of an authority");
        certificate.verify(authority.getPublicKey());
    }

    private void require(boolean condition, String otherwise) throws UntrustedException {
        if (!condition) {
            throw refusal(otherwise);
        }
    }

    private UntrustedException refusal(String reason) {
        return new UntrustedException("Device " + device + " does not join this fleet: " + reason
                + "; ask for a new claim code and enrol again");
    }
}
