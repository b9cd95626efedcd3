package io.ripcord.trust.secrets;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KEM;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Hybrid public key encryption, RFC 9180, single shot in base mode: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, the
 * suite of its appendix A.3. Of the platform's own KEM, KDF and cipher; Java 25 has no HPKE as a whole yet.
 */
public final class Hpke {
    /** Of an encapsulated key: an uncompressed point on P-256. */
    static final int ENCAPSULATED = 65;

    private static final int TAG_BITS = 128;
    private static final byte[] SUITE = {'H', 'P', 'K', 'E', 0, 0x10, 0, 1, 0, 1};
    private static final byte[] NOTHING = {};

    private Hpke() {}

    /** The encapsulated key, then the ciphertext. */
    public static byte[] seal(PublicKey receiver, byte[] info, byte[] aad, byte[] plain)
            throws GeneralSecurityException {
        var encapsulated = KEM.getInstance("DHKEM").newEncapsulator(receiver).encapsulate();
        var sealed = cipher(Cipher.ENCRYPT_MODE, encapsulated.key(), info, aad).doFinal(plain);
        return join(encapsulated.encapsulation(), sealed);
    }

    /** @throws GeneralSecurityException also if anything of it was changed */
    public static byte[] open(PrivateKey receiver, byte[] info, byte[] aad, byte[] sealed)
            throws GeneralSecurityException {
        var encapsulated = Arrays.copyOf(sealed, ENCAPSULATED);
        var shared = KEM.getInstance("DHKEM").newDecapsulator(receiver).decapsulate(encapsulated);
        int from = Math.min(ENCAPSULATED, sealed.length);
        return cipher(Cipher.DECRYPT_MODE, shared, info, aad).doFinal(sealed, from, sealed.length - from);
    }

    /** KeySchedule of section 5.1 in base mode, and the nonce of the first and only message. */
    private static Cipher cipher(int mode, SecretKey shared, byte[] info, byte[] aad) throws GeneralSecurityException {
        var noPsk = extract(NOTHING, "psk_id_hash", NOTHING);
        var context = join(join(new byte[] {0}, noPsk), extract(NOTHING, "info_hash", info));
        var secret = new SecretKeySpec(extract(shared.getEncoded(), "secret", NOTHING), "Generic");
        var key = new SecretKeySpec(expand(secret, "key", context, 16), "AES");
        var nonce = expand(secret, "base_nonce", context, 12);
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(aad);
        return cipher;
    }

    /** LabeledExtract of section 4. */
    private static byte[] extract(byte[] salt, String label, byte[] input) throws GeneralSecurityException {
        var hkdf = HKDFParameterSpec.ofExtract()
                .addSalt(salt)
                .addIKM(join(join(text("HPKE-v1"), SUITE), join(text(label), input)))
                .extractOnly();
        return KDF.getInstance("HKDF-SHA256").deriveData(hkdf);
    }

    /** LabeledExpand of section 4. */
    private static byte[] expand(SecretKey secret, String label, byte[] context, int length)
            throws GeneralSecurityException {
        var info = join(
                join(new byte[] {(byte) (length >> 8), (byte) length}, text("HPKE-v1")),
                join(join(SUITE, text(label)), context));
        return KDF.getInstance("HKDF-SHA256").deriveData(HKDFParameterSpec.expandOnly(secret, info, length));
    }

    private static byte[] text(String label) {
        return label.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] join(byte[] first, byte[] second) {
        var out = new ByteArrayOutputStream(first.length + second.length);
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }
}
