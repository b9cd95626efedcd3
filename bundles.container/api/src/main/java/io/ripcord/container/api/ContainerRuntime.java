package io.ripcord.container.api;

import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.api.trust.SecretValue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The port to the container engine; shows and touches nothing but what it made itself (told by labels). Safe for use by
 * many threads. Each call takes at most 10 s, then fails; loading and following fail after 10 s in which the engine makes
 * no progress. A failure says what was tried, why it did not work, and what to do.
 */
@ProviderType
public interface ContainerRuntime {

    /** @throws IOException if the engine does not answer */
    void ping() throws IOException, InterruptedException;

    List<Container> containers() throws IOException, InterruptedException;

    List<ChuteNetwork> networks() throws IOException, InterruptedException;

    /** The artifacts whose images the engine holds. */
    Set<Digest> images() throws IOException, InterruptedException;

    /**
     * Gives the engine the image in a docker-archive. Names that the archive gives its image do not count.
     *
     * @param image the artifact's digest, by which the image is known from now on
     * @throws IOException also if the archive does not hold exactly one image
     */
    void load(Digest image, Path archive) throws IOException, InterruptedException;

    /** Forgets the image; one that is not there, or that a container still uses, is left alone. */
    void removeImage(Digest image) throws IOException, InterruptedException;

    void createNetwork(ChuteNetwork network) throws IOException, InterruptedException;

    /** Removes the network; one that is not there is left alone. */
    void removeNetwork(String name) throws IOException, InterruptedException;

    /**
     * Makes the container without starting it and answers its id.
     *
     * @param secrets the values of the chute's secret variables, which the caller closes; they are in no failure's message
     */
    String create(ContainerSpec spec, Map<SecretReference, SecretValue> secrets)
            throws IOException, InterruptedException;

    /** Starts the container; one that runs already is left alone. */
    void start(String id) throws IOException, InterruptedException;

    /** Asks the container to end and ends it after 5 s; one that does not run is left alone. */
    void stop(String id) throws IOException, InterruptedException;

    /** Removes the container, running or not; one that is not there is left alone. */
    void remove(String id) throws IOException, InterruptedException;

    /**
     * Writes what the container wrote, its last {@code lines} lines and, if asked to follow, all that comes, until it
     * ends or the thread is interrupted.
     */
    void logs(String id, int lines, boolean follow, OutputStream out) throws IOException, InterruptedException;
}
