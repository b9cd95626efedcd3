package io.ripcord.host;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.ArtifactStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;

/** An artifact on its way in: content and claims on disk. Closed by {@link #complete} and {@link #close}. */
final class DiskReception implements ArtifactStore.Reception {
    /** So much may have to be asked for again after a power cut: 4 MiB. */
    private static final int UNSYNCED_BLOCKS = 64;

    private final Artifact artifact;
    private final ArtifactFolder folder;
    private final Runnable whenClosed;
    private final Blocks content;
    private final BlockClaims claims;
    private final BitSet held;
    private int unsynced;
    private boolean lost;
    private boolean closed;

    private DiskReception(
            Artifact artifact,
            ArtifactFolder folder,
            Blocks content,
            BlockClaims claims,
            BitSet held,
            Runnable whenClosed) {
        this.artifact = artifact;
        this.folder = folder;
        this.content = content;
        this.claims = claims;
        this.held = held;
        this.whenClosed = whenClosed;
    }

    static DiskReception open(Artifact artifact, ArtifactFolder folder, Runnable whenClosed) throws IOException {
        var content = Blocks.open(folder.content(artifact), artifact, folder.calls());
        try {
            var claims = BlockClaims.open(folder.claims(artifact), folder.calls(), content.count());
            var held = claims.kept(content);
            return new DiskReception(artifact, folder, content, claims, held, whenClosed);
        } catch (IOException e) {
            content.close();
            throw e;
        }
    }

    @Override
    public int blocks() {
        return content.count();
    }

    @Override
    public BitSet missing() {
        var missing = new BitSet(blocks());
        missing.set(0, blocks());
        missing.andNot(held);
        return missing;
    }

    @Override
    public void write(int block, byte[] bytes) throws IOException {
        if (block < 0 || block >= blocks() || bytes.length != content.length(block)) {
            throw new IOException("Block " + block + " of " + bytes.length + " bytes does not belong to artifact "
                    + artifact.sha256().brief() + ", which has " + blocks() + " blocks and " + artifact.size()
                    + " bytes; send each block whole");
        }
        checkNotLost();
        content.write(block, bytes);
        claims.claim(block, bytes);
        held.set(block);
        if (++unsynced == UNSYNCED_BLOCKS) {
            sync();
        }
    }

    @Override
    public Path complete() throws IOException {
        checkNotLost();
        if (!missing().isEmpty()) {
            throw new IOException("Artifact " + artifact.sha256().brief() + " is not complete: "
                    + missing().cardinality() + " of " + blocks() + " blocks are missing; receive them first");
        }
        var digest = content.digest();
        if (!digest.equals(artifact.sha256())) {
            held.clear();
            claims.clear();
            throw new IOException(
                    "What was received as artifact " + artifact.sha256().brief() + " has the SHA-256 " + digest.brief()
                            + "; receive all its blocks again");
        }
        // the claims are not needed any more: a content that is cut off is received again
        sync(content::sync);
        var file = folder.finish(artifact);
        close();
        return file;
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (content;
                claims) {
            if (!lost && unsynced > 0) {
                sync();
            }
        } finally {
            forget();
        }
    }

    private void forget() throws IOException {
        try {
            if (lost) {
                folder.drop(artifact);
            }
        } finally {
            whenClosed.run();
        }
    }

    /** After a sync that failed nobody knows which blocks are on disk, and the next one would not say so. */
    private void checkNotLost() throws IOException {
        if (lost) {
            throw new IOException(
                    "What was received of artifact " + artifact.sha256().brief()
                            + " could not be brought to the disk; see to the disk and receive it again");
        }
    }

    private void sync() throws IOException {
        sync(() -> {
            content.sync();
            claims.sync();
        });
    }

    private void sync(StateDisk.Repair what) throws IOException {
        try {
            what.run();
            unsynced = 0;
        } catch (IOException e) {
            lost = true;
            held.clear();
            throw e;
        }
    }
}
