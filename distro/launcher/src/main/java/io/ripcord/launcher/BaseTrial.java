package io.ripcord.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trial of a base that lies beside the one that the device came with. The supervisor counts its starts in the pointer
 * file, before the JVM runs; here it is ended well, by one atomic rename.
 */
record BaseTrial(Path home, Path pointer) {
    private static final Logger LOG = LoggerFactory.getLogger(BaseTrial.class);

    static BaseTrial of(Arguments arguments) {
        return new BaseTrial(arguments.home(), arguments.state().resolve("base").resolve("pointer"));
    }

    /** True while the base that runs is on trial. */
    boolean runs() {
        try {
            return isNamed(lines());
        } catch (IOException e) {
            LOG.warn("Whether the base in {} is on trial cannot be read in {}", home, pointer, e);
            return false;
        }
    }

    /** The base that runs has run long enough: from now on it is the one, unless it was no trial. */
    void proved() {
        try {
            var lines = lines();
            if (!isNamed(lines)) {
                return;
            }
            var name = String.valueOf(home.getFileName());
            List<String> after = new ArrayList<>(lines);
            after.removeIf(line -> line.startsWith("trial ") || line.startsWith("runs "));
            after.add("runs " + name);
            DurableFile.write(pointer, String.join("\n", after) + "\n");
            LOG.info("The base in {} has proved itself", home);
        } catch (IOException e) {
            LOG.error("That the base in {} has proved itself cannot be kept; it is tried again", home, e);
        }
    }

    private List<String> lines() throws IOException {
        return Files.exists(pointer) ? Files.readAllLines(pointer) : List.of();
    }

    private boolean isNamed(List<String> lines) {
        return lines.stream().anyMatch(line -> line.startsWith("trial " + home.getFileName() + " "));
    }
}
