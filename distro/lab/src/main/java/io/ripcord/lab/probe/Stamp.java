package io.ripcord.lab.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** A component that writes down when it was activated, by the machine's clock: the end of what is timed from outside. */
public final class Stamp {

    /** @param properties with the file in {@code stamp} */
    public void activate(Map<String, Object> properties) throws IOException {
        Files.writeString(
                Path.of(String.valueOf(properties.get("stamp"))), Instant.now().toString());
    }
}
