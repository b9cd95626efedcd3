package io.ripcord.wifi.api;

import io.ripcord.api.json.BadDocument;
import java.util.Locale;
import java.util.regex.Pattern;

/** An Ethernet address, written as six pairs of lower-case hexadecimal digits joined by colons. */
public record Mac(String text) {
    private static final Pattern PAIRS = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");

    /** @throws BadDocument unless the text is an address */
    public Mac {
        text = text.toLowerCase(Locale.ROOT);
        if (!PAIRS.matcher(text).matches()) {
            throw new BadDocument(
                    "", "it is no Ethernet address", "write six pairs of hexadecimal digits, as in 02:00:00:00:00:01");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
