package io.ripcord.trust.x509;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Base64;

/** Textual encoding of keys and certificates (RFC 7468). */
public final class Pem {
    private Pem() {}

    public static String encode(String label, byte[] der) {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }

    /**
     * The first block of that label.
     *
     * @throws GeneralSecurityException if there is none; says nothing of what there is
     */
    public static byte[] decode(String label, String text) throws GeneralSecurityException {
        var begin = "-----BEGIN " + label + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END " + label + "-----", Math.max(from, 0));
        if (from < 0 || to < 0) {
            throw new InvalidKeyException("There is no PEM block " + label + "; give one");
        }
        try {
            return Base64.getMimeDecoder()
                    .decode(text.substring(from + begin.length(), to).getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new InvalidKeyException("The PEM block " + label + " is no Base64; copy it whole", e);
        }
    }
}
