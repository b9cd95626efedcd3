package io.ripcord.api.artifact;

import io.ripcord.api.trust.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** The device's (or console's) artifacts on disk, each verified before it is visible; safe for use by many threads. */
@ProviderType
public interface ArtifactStore {

    /** The complete, verified file; read-only. */
    Optional<Path> find(Digest sha256);

    Set<Digest> list();

    /**
     * Takes a stream in and verifies it against the expected artifact.
     *
     * @throws IOException if it cannot be written, or its size or digest differ (nothing stays then)
     */
    Path put(Artifact expected, InputStream content) throws IOException;

    /** Takes a stream in whose digest is not known yet, at most {@code maxSize} bytes. */
    Artifact put(InputStream content, long maxSize) throws IOException;

    /** Opens or resumes the reception of an artifact block by block. */
    Reception receive(Artifact expected) throws IOException;

    /**
     * Returns when what was received is sure to be there after a power cut; quick when nothing came since. What was put
     * is sure at once.
     */
    void secure() throws IOException;

    /**
     * Removes all complete artifacts that are not in {@code keep} and did not come in within the last hour (an upload
     * waits for the edit that names it), and partial ones untouched for a day.
     */
    void retain(Collection<Digest> keep) throws IOException;

    /** A partly received artifact; survives a restart without losing a block that was reported as received. Not thread-safe. */
    @ProviderType
    interface Reception extends AutoCloseable {
        /** Bytes of every block but the last. */
        int BLOCK = 64 * 1024;

        int blocks();

        /** True for each block that is still missing. */
        java.util.BitSet missing();

        /** @throws IOException if the block has a wrong index or length, or cannot be written */
        void write(int block, byte[] content) throws IOException;

        /**
         * Verifies the whole once nothing is missing and makes it visible; a power cut before {@link
         * ArtifactStore#secure} may take it away again.
         *
         * @throws IOException if the digest differs; all blocks are missing again then
         */
        Path complete() throws IOException;

        @Override
        void close() throws IOException;
    }
}
