package io.ripcord.trust.authority;

import io.ripcord.api.trust.SigningKey;
import io.ripcord.api.trust.UntrustedException;
import io.ripcord.trust.x509.Requests;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.regex.Pattern;

/** What a certificate request has to prove before a device gets its certificate. */
record DeviceRequest(String device, String tenant) {
    private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** @return the device's key */
    PublicKey check(String csrPem) throws UntrustedException {
        try {
            var request = Requests.read(csrPem);
            require(request.commonName().equals(device), "the request is in the name of another device");
            require(device.equals(idOf(request.key())), "the device's id is not that of its key");
            require(TENANT.matcher(tenant).matches(), "the tenant is no name of lower-case letters and digits");
            return request.key();
        } catch (GeneralSecurityException e) {
            throw refusal(String.valueOf(e.getMessage()));
        }
    }

    private static String idOf(PublicKey key) {
        return "rc-" + SigningKey.idOf(key).hex().substring(0, 16);
    }

    private void require(boolean condition, String otherwise) throws UntrustedException {
        if (!condition) {
            throw refusal(otherwise);
        }
    }

    private UntrustedException refusal(String reason) {
        return new UntrustedException(
                "Device " + device + " gets no certificate: " + reason + "; enrol it with its own request");
    }
}
