package io.ripcord.container.docker;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonText;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.NoSuchFileException;

/** Why the engine did not do it, and what to do, for people. */
final class Sentence {
    private static final int MAX = 600;

    private Sentence() {}

    static String of(String endpoint, Throwable cause) {
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof SocketException || at instanceof NoSuchFileException) {
                return "no container engine answers at " + endpoint + ". Is it installed and started?";
            }
        }
        return brief(answer(cause));
    }

    private static String answer(Throwable cause) {
        var message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        if (cause instanceof IOException) {
            return message;
        }
        return "the container engine says: " + words(message);
    }

    /** The engine's own words, out of {@code Status 409: {"message": "..."}}. */
    private static String words(String message) {
        int brace = message.indexOf('{');
        if (brace < 0) {
            return message;
        }
        try {
            return JsonText.parseObject(message.substring(brace))
                    .string("message")
                    .orElse(message);
        } catch (BadDocument _) {
            return message;
        }
    }

    private static String brief(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= MAX ? line : line.substring(0, MAX) + "...";
    }
}
