package io.ripcord.trust.users;

import io.ripcord.trust.x509.Keys;
import java.util.Base64;

/** Random texts that only their owner knows. */
final class Secrets {
    /** Without what looks like something else. */
    private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    private Secrets() {}

    /** 256 bits, for machines. */
    static String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Keys.random(32));
    }

    /** 80 bits, for people: four groups of four. */
    static String code() {
        var code = new StringBuilder();
        for (byte random : Keys.random(16)) {
            if (code.length() % 5 == 4) {
                code.append('-');
            }
            code.append(LETTERS.charAt(random & 31));
        }
        return code.toString();
    }
}
