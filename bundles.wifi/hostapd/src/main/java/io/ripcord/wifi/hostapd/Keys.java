package io.ripcord.wifi.hostapd;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.api.trust.SecretValue;
import io.ripcord.api.trust.Secrets;
import io.ripcord.wifi.hostapd.document.SsidName;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** The values of the device's secrets as radios need them; refuses what a station could not type or hostapd would misread. */
final class Keys implements KeySource {
    private static final int ROUNDS = 4096;
    private static final int BITS = 256;
    private static final int LONGEST_SHARED = 128;
    /** What follows one of these would be read as the end of a WPA3 password, and there is no way to write it otherwise. */
    private static final List<String> ENDS = List.of("|mac=", "|vlanid=", "|pk=", "|id=");

    private final Secrets secrets;

    Keys(Secrets secrets) {
        this.secrets = secrets;
    }

    /** IEEE 802.11-2020, annex J.4.1: 8 to 63 characters of printable ASCII. */
    private String passphrase(SecretReference reference) throws Refusal {
        try (var value = value(reference)) {
            var text = value.text();
            if (text.length() < 8 || text.length() > 63 || text.chars().anyMatch(each -> each < ' ' || each > '~')) {
                throw bad(reference, "is no passphrase", "Set it to 8 to 63 letters, digits and signs of ASCII");
            }
            return text;
        }
    }

    @Override
    public String sae(SecretReference reference) throws Refusal {
        var text = passphrase(reference);
        if (ENDS.stream().anyMatch(text::contains) || text.contains("  ") || !text.equals(text.strip())) {
            throw bad(
                    reference,
                    "cannot be told to hostapd as a passphrase of WPA3",
                    "Set it to one without spaces at its ends or two in a row, and without |mac= |vlanid= |pk= |id=");
        }
        return text;
    }

    @Override
    public String psk(SecretReference reference, SsidName name) throws Refusal {
        var spec = new PBEKeySpec(passphrase(reference).toCharArray(), name.bytes(), ROUNDS, BITS);
        try {
            return HexFormat.of()
                    .formatHex(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1")
                            .generateSecret(spec)
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PBKDF2 with HMAC-SHA1", e);
        } finally {
            spec.clearPassword();
        }
    }

    @Override
    public String shared(SecretReference reference) throws Refusal {
        try (var value = value(reference)) {
            var text = value.text();
            if (text.length() > LONGEST_SHARED || text.chars().anyMatch(Character::isISOControl)) {
                throw bad(reference, "is no secret of a RADIUS server", "Set it to at most 128 characters of one line");
            }
            return text;
        }
    }

    private SecretValue value(SecretReference reference) throws Refusal {
        return secrets.find(reference)
                .orElseThrow(() -> bad(reference, "is not on this device", "Set it: ./ripcord secret set NAME"));
    }

    private static Refusal bad(SecretReference reference, String reason, String remedy) {
        return new Refusal("The secret " + reference.name() + " " + reason, remedy);
    }
}
