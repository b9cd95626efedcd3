package io.ripcord.trust.users;

import io.ripcord.trust.x509.Keys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** A password as Argon2id leaves it (RFC 9106), in the usual text form. Loads Bouncy Castle: for logins only. */
record PasswordHash(int memoryKib, int iterations, byte[] salt, byte[] hash) {
    /** What OWASP names as the least for Argon2id: bearable on a board with 128 MiB. */
    private static final int MEMORY_KIB = 19 * 1024;

    private static final int ITERATIONS = 2;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern TEXT = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=([0-9]{1,6}),t=([0-9]{1,2}),p=1\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

    static PasswordHash of(char[] password) {
        var salt = Keys.random(SALT_BYTES);
        return new PasswordHash(MEMORY_KIB, ITERATIONS, salt, compute(password, MEMORY_KIB, ITERATIONS, salt));
    }

    /** One that no password has, at the same cost. */
    static PasswordHash ofNobody() {
        return new PasswordHash(MEMORY_KIB, ITERATIONS, new byte[SALT_BYTES], new byte[HASH_BYTES]);
    }

    static PasswordHash parse(String text) {
        var matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "A stored password is no Argon2id hash; remove the user and add it anew");
        }
        var base64 = Base64.getDecoder();
        return new PasswordHash(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                base64.decode(matcher.group(3)),
                base64.decode(matcher.group(4)));
    }

    String text() {
        var base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memoryKib + ",t=" + iterations + ",p=1$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(hash);
    }

    boolean matches(char[] password) {
        return MessageDigest.isEqual(hash, compute(password, memoryKib, iterations, salt));
    }

    @Override
    public String toString() {
        return "password hash";
    }

    private static byte[] compute(char[] password, int memoryKib, int iterations, byte[] salt) {
        var argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(iterations)
                .withParallelism(1)
                .withSalt(salt)
                .build());
        var hash = new byte[HASH_BYTES];
        argon2.generateBytes(new String(password).getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
