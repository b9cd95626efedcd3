package io.ripcord.api.artifact;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.annotation.versioning.ConsumerType;

/** A way to get artifacts that are not in the store: the agent over MQTT, later others; safe for use by many threads. */
@ConsumerType
public interface Fetcher {

    /**
     * Brings the artifact into the store; waits as long as blocks keep coming, interruptible.
     *
     * @throws IOException if it cannot be had now, saying why; asking again later may succeed
     */
    Path fetch(Artifact artifact) throws IOException, InterruptedException;
}
