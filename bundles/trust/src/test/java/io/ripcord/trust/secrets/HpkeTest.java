package io.ripcord.trust.secrets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ripcord.trust.x509.Keys;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HpkeTest {
    private static final byte[] INFO = "info".getBytes(StandardCharsets.UTF_8);
    private static final byte[] AAD = "aad".getBytes(StandardCharsets.UTF_8);
    private static final byte[] PLAIN = "a value".getBytes(StandardCharsets.UTF_8);

    private final java.security.KeyPair pair = Keys.generate(Keys.Kind.EC);

    /** RFC 9180, appendix A.3.1: base mode, sequence number 0. */
    @Test
    void opens_the_known_answer_of_the_standard() throws Exception {
        var enc = "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b32"
                + "5ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4";
        var sealed = "5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434";
        var opened = Hpke.open(
                privateKey("f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2"),
                hex("4f6465206f6e2061204772656369616e2055726e"),
                hex("436f756e742d30"),
                hex(enc + sealed));
        assertArrayEquals(hex("4265617574792069732074727574682c20747275746820626561757479"), opened);
    }

    @Test
    void seals_what_the_receiver_opens_each_time_differently() throws Exception {
        var first = Hpke.seal(pair.getPublic(), INFO, AAD, PLAIN);
        var second = Hpke.seal(pair.getPublic(), INFO, AAD, PLAIN);
        assertFalse(Arrays.equals(first, second));
        assertArrayEquals(PLAIN, Hpke.open(pair.getPrivate(), INFO, AAD, first));
        assertArrayEquals(PLAIN, Hpke.open(pair.getPrivate(), INFO, AAD, second));
    }

    @Test
    void refuses_when_any_byte_was_changed_or_the_end_is_missing() throws Exception {
        var sealed = Hpke.seal(pair.getPublic(), INFO, AAD, PLAIN);
        for (int i = 0; i < sealed.length; i++) {
            var changed = sealed.clone();
            changed[i] ^= 1;
            assertRefused(pair.getPrivate(), INFO, AAD, changed);
            assertRefused(pair.getPrivate(), INFO, AAD, Arrays.copyOf(sealed, i));
        }
    }

    @Test
    void refuses_another_receiver_purpose_or_secret() throws Exception {
        var sealed = Hpke.seal(pair.getPublic(), INFO, AAD, PLAIN);
        assertRefused(Keys.generate(Keys.Kind.EC).getPrivate(), INFO, AAD, sealed);
        assertRefused(pair.getPrivate(), AAD, AAD, sealed);
        assertRefused(pair.getPrivate(), INFO, INFO, sealed);
    }

    private static void assertRefused(PrivateKey key, byte[] info, byte[] aad, byte[] sealed) {
        assertThrows(GeneralSecurityException.class, () -> Hpke.open(key, info, aad, sealed));
    }

    private static PrivateKey privateKey(String scalar) throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        var spec = new ECPrivateKeySpec(new BigInteger(scalar, 16), parameters.getParameterSpec(ECParameterSpec.class));
        return KeyFactory.getInstance("EC").generatePrivate(spec);
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
