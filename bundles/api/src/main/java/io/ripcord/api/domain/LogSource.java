package io.ripcord.api.domain;

import java.io.IOException;
import java.io.OutputStream;
import org.osgi.annotation.versioning.ConsumerType;

/** Gives out what the units of one domain write: the output of chutes. Safe for use by many threads. */
@ConsumerType
public interface LogSource {

    /** The domain whose units it knows: {@code chutes}. */
    String domain();

    /**
     * Copies the unit's last lines, UTF-8, to {@code out}, and flushes after each write.
     *
     * @param unit the unit's name in the domain
     * @param lines how many of the newest lines at first, 0 to 10,000
     * @param follow true goes on with new lines until the unit ends, {@code out} fails or the thread is interrupted
     * @throws java.util.NoSuchElementException if there is no such unit
     * @throws IOException if the lines cannot be had or {@code out} fails
     */
    void follow(String unit, int lines, boolean follow, OutputStream out) throws IOException, InterruptedException;
}
