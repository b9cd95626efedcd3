package io.ripcord.features;

import io.ripcord.api.json.BadDocument;
import java.util.regex.Pattern;

/** An id as OSGi features write it: {@code group:artifact[:type[:classifier]]:version}. */
record Coordinates(String group, String artifact, String version) {
    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9._-]{1,128}:[A-Za-z0-9._-]{1,128}(:[A-Za-z0-9._-]{1,64}){1,3}");

    /** @throws BadDocument naming {@code path} */
    static Coordinates parse(String path, String text) {
        if (!FORM.matcher(text).matches()) {
            throw new BadDocument(path, "it is no id", "write group:artifact:version");
        }
        var parts = text.split(":", -1);
        return new Coordinates(parts[0], parts[1], parts[parts.length - 1]);
    }

    @Override
    public String toString() {
        return group + ":" + artifact + ":" + version;
    }
}
