package io.ripcord.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The counter of starts, on disk before it is used. */
final class BootEpoch {
    private static final Logger LOG = LoggerFactory.getLogger(BootEpoch.class);

    private BootEpoch() {}

    /** Counts this start and returns its number. */
    static long next(Path file, InstantSource clock, StateDisk disk) throws IOException {
        long next = last(file, clock, disk) + 1;
        var content = (next + "\n").getBytes(StandardCharsets.US_ASCII);
        try {
            disk.files().replace(file, content);
        } catch (IOException e) {
            LOG.warn("The counter of starts in {} cannot be written now; it will be when the disk lets it", file, e);
            disk.whenRecovered(() -> disk.files().replace(file, content));
        }
        return next;
    }

    private static long last(Path file, InstantSource clock, StateDisk disk) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        var text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        if (text.matches("[0-9]{1,18}")) {
            return Long.parseLong(text);
        }
        // seconds since 1970 are more than any count of starts, so the counter still grows
        disk.damaged(file, "the starts are counted on from the present time");
        return clock.instant().getEpochSecond();
    }
}
