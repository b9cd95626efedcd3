package io.ripcord.host;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.ArtifactStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;

/** The reception of an artifact that is complete already. */
record NothingToReceive(Artifact artifact, Path file) implements ArtifactStore.Reception {

    @Override
    public int blocks() {
        return Blocks.count(artifact);
    }

    @Override
    public BitSet missing() {
        return new BitSet();
    }

    @Override
    public void write(int block, byte[] content) throws IOException {
        if (block < 0 || block >= blocks()) {
            throw new IOException("Artifact " + artifact.sha256().brief() + " has no block " + block + "; it has "
                    + blocks() + " blocks");
        }
    }

    @Override
    public Path complete() {
        return file;
    }

    @Override
    public void close() {}
}
