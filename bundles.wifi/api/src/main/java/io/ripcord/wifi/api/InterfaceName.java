package io.ripcord.wifi.api;

import io.ripcord.api.json.BadDocument;
import java.util.regex.Pattern;

/** The name of a network interface: 1 to 15 letters, digits, dots, dashes, underscores, beginning with a letter. */
public record InterfaceName(String text) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,14}");

    /** @throws BadDocument unless the text is such a name */
    public InterfaceName {
        if (!NAME.matcher(text).matches()) {
            throw new BadDocument(
                    "", "it is no name of a network interface", "write a letter, then up to 14 letters or digits");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
