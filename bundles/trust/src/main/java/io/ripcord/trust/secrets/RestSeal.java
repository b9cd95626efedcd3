package io.ripcord.trust.secrets;

import io.ripcord.trust.x509.Keys;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encryption at rest: AES-256-GCM with a key that the device's seal makes, a fresh nonce before each ciphertext. */
final class RestSeal {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;

    /** @param seal the device's HMAC-SHA-256 */
    RestSeal(UnaryOperator<byte[]> seal) {
        key = new SecretKeySpec(seal.apply(SecretBinding.joined("ripcord secrets at rest 1")), "AES");
    }

    byte[] seal(byte[] plain, byte[] aad) {
        try {
            var nonce = Keys.random(NONCE);
            var cipher = cipher(Cipher.ENCRYPT_MODE, nonce, aad);
            var sealed = Arrays.copyOf(nonce, NONCE + cipher.getOutputSize(plain.length));
            cipher.doFinal(plain, 0, plain.length, sealed, NONCE);
            return sealed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES-GCM", e);
        }
    }

    /** @throws GeneralSecurityException if anything of it was changed */
    byte[] open(byte[] sealed, byte[] aad) throws GeneralSecurityException {
        var nonce = Arrays.copyOf(sealed, NONCE);
        int from = Math.min(NONCE, sealed.length);
        return cipher(Cipher.DECRYPT_MODE, nonce, aad).doFinal(sealed, from, sealed.length - from);
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] aad) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(aad);
        return cipher;
    }
}
