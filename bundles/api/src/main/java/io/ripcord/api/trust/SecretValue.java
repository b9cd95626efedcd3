package io.ripcord.api.trust;

import io.ripcord.api.json.BadDocument;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The value of a secret, text in UTF-8 of 1 to {@value #MAX_BYTES} bytes; zeroed when closed, and never shown by {@code
 * toString}. Two values are equal only if they are the same object, so that none gets into a set or a comparison by accident.
 * Not thread-safe.
 */
public final class SecretValue implements AutoCloseable {
    public static final int MAX_BYTES = 4096;

    private final byte[] utf8;
    private boolean closed;

    private SecretValue(byte[] utf8) {
        this.utf8 = utf8;
    }

    /** @throws BadDocument if it is empty, too long, no text, or holds NUL; never with the value */
    public static SecretValue of(byte[] utf8) {
        if (utf8.length == 0 || utf8.length > MAX_BYTES) {
            throw tooLong(utf8.length);
        }
        for (byte each : utf8) {
            if (each == 0) {
                throw bad("the value holds a NUL character", "give text without one");
            }
        }
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8));
        } catch (CharacterCodingException _) {
            throw bad("the value is no text in UTF-8", "give text");
        }
        return new SecretValue(utf8.clone());
    }

    /** @throws BadDocument as {@link #of(byte[])} */
    public static SecretValue of(String text) {
        if (text.length() > MAX_BYTES) {
            throw tooLong(text.length());
        }
        var encoded = new byte[3 * text.length()];
        var out = ByteBuffer.wrap(encoded);
        var result = StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .encode(CharBuffer.wrap(text), out, true);
        try {
            if (result.isError()) {
                throw bad("the value is no text", "give text");
            }
            var utf8 = Arrays.copyOf(encoded, out.position());
            try {
                return of(utf8);
            } finally {
                Arrays.fill(utf8, (byte) 0);
            }
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    /** A copy, which the caller zeroes. */
    public byte[] bytes() {
        checkOpen();
        return utf8.clone();
    }

    /** For libraries that take nothing else: a String cannot be zeroed, so let go of it soon. */
    public String text() {
        checkOpen();
        return new String(utf8, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(utf8, (byte) 0);
    }

    @Override
    public String toString() {
        return "a secret value";
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the secret value is closed already");
        }
    }

    private static BadDocument tooLong(int length) {
        return bad("the value has " + length + " bytes", "give 1 to " + MAX_BYTES);
    }

    private static BadDocument bad(String reason, String remedy) {
        return new BadDocument("value", reason, remedy);
    }
}
