package io.ripcord.testkit;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.ArtifactStore;
import io.ripcord.api.trust.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** An artifact store in a folder, without care for power cuts; safe for use by many threads. */
public final class FakeArtifactStore implements ArtifactStore {
    private final Path folder;

    public FakeArtifactStore(Path folder) {
        this.folder = folder;
    }

    /** Stores the bytes and says what artifact they are. */
    public Artifact add(byte[] content) {
        var artifact = new Artifact(Digest.of(content), content.length);
        try {
            keep(artifact.sha256(), content);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return artifact;
    }

    @Override
    public Optional<Path> find(Digest sha256) {
        return Optional.of(folder.resolve(sha256.hex())).filter(Files::exists);
    }

    @Override
    public synchronized Set<Digest> list() {
        Set<Digest> all = new HashSet<>();
        var names = folder.toFile().list();
        for (var name : names == null ? new String[0] : names) {
            all.add(new Digest(name));
        }
        return all;
    }

    @Override
    public Path put(Artifact expected, InputStream content) throws IOException {
        var bytes = content.readAllBytes();
        if (bytes.length != expected.size() || !Digest.of(bytes).equals(expected.sha256())) {
            throw new IOException("the content is not " + expected.sha256().brief() + "; send it again");
        }
        return keep(expected.sha256(), bytes);
    }

    @Override
    public Artifact put(InputStream content, long maxSize) throws IOException {
        var bytes = content.readAllBytes();
        if (bytes.length > maxSize) {
            throw new IOException("the content has " + bytes.length + " bytes; send at most " + maxSize);
        }
        return add(bytes);
    }

    @Override
    public synchronized void retain(Collection<Digest> keep) throws IOException {
        for (var digest : list()) {
            if (!keep.contains(digest)) {
                Files.delete(folder.resolve(digest.hex()));
            }
        }
    }

    @Override
    public void secure() {}

    @Override
    public Reception receive(Artifact expected) {
        return new FakeReception(expected);
    }

    private synchronized Path keep(Digest digest, byte[] content) throws IOException {
        Files.createDirectories(folder);
        return Files.write(folder.resolve(digest.hex()), content);
    }

    private final class FakeReception implements Reception {
        private final Artifact expected;
        private final byte[] content;
        private final BitSet missing = new BitSet();

        FakeReception(Artifact expected) {
            this.expected = expected;
            this.content = new byte[Math.toIntExact(expected.size())];
            missing.set(0, blocks());
        }

        @Override
        public int blocks() {
            return (content.length + BLOCK - 1) / BLOCK;
        }

        @Override
        public BitSet missing() {
            return (BitSet) missing.clone();
        }

        @Override
        public void write(int block, byte[] bytes) throws IOException {
            if (block < 0 || block >= blocks() || bytes.length != Math.min(BLOCK, content.length - block * BLOCK)) {
                throw new IOException("block " + block + " has " + bytes.length + " bytes; send it whole");
            }
            System.arraycopy(bytes, 0, content, block * BLOCK, bytes.length);
            missing.clear(block);
        }

        @Override
        public Path complete() throws IOException {
            if (!missing.isEmpty() || !Digest.of(content).equals(expected.sha256())) {
                missing.set(0, blocks());
                throw new IOException("the blocks are not " + expected.sha256().brief() + "; send them again");
            }
            return keep(expected.sha256(), content);
        }

        @Override
        public void close() {}
    }
}
