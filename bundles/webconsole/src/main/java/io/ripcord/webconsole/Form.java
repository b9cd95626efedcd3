package io.ripcord.webconsole;

import io.ripcord.api.rest.Body;
import io.ripcord.api.rest.Failure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A small form that a stranger sent. The container would wait for its end as long as something trickles in. */
final class Form extends HttpServletRequestWrapper {
    private static final int MOST = 16 * 1024;

    private final Map<String, String> values = new HashMap<>();

    /** @throws Failure if it is no form, too large or too slow */
    Form(HttpServletRequest request) throws IOException {
        super(request);
        var type = Optional.ofNullable(request.getContentType()).orElse("").toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/x-www-form-urlencoded")) {
            throw new Failure(415, "type", "This page takes its own form only; open it in a browser.");
        }
        var text = new String(
                new Body(request.getInputStream(), request.getContentLengthLong()).bytes(MOST), StandardCharsets.UTF_8);
        for (var pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
    }

    @Override
    public @Nullable String getParameter(String name) {
        return values.get(name);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw Failure.malformed("The form is not encoded as it should be; open the page again.");
        }
    }
}
