package io.ripcord.host;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.ArtifactStore.Reception;
import io.ripcord.api.disk.DiskCalls;
import io.ripcord.api.disk.DiskPoint;
import io.ripcord.api.trust.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/** The content file of a partial artifact, read and written block by block. */
final class Blocks implements AutoCloseable {
    private final Artifact artifact;
    private final FileChannel file;
    private final Path path;
    private final DiskCalls calls;

    private Blocks(Artifact artifact, FileChannel file, Path path, DiskCalls calls) {
        this.artifact = artifact;
        this.file = file;
        this.path = path;
        this.calls = calls;
    }

    static Blocks open(Path path, Artifact artifact, DiskCalls calls) throws IOException {
        var file = calls.call(
                DiskPoint.BLOCKS_OPEN,
                path,
                () -> FileChannel.open(
                        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        return new Blocks(artifact, file, path, calls);
    }

    static int count(Artifact artifact) {
        return Math.toIntExact(Math.ceilDiv(artifact.size(), (long) Reception.BLOCK));
    }

    int count() {
        return count(artifact);
    }

    /** Bytes of this block. */
    int length(int block) {
        return (int) Math.min(Reception.BLOCK, artifact.size() - start(block));
    }

    /** The block, or less than it where the file is short. */
    byte[] read(int block) throws IOException {
        var bytes = Channels.readFully(file, ByteBuffer.allocate(length(block)), start(block));
        var content = new byte[bytes.remaining()];
        bytes.get(content);
        return content;
    }

    void write(int block, byte[] content) throws IOException {
        calls.write(
                DiskPoint.BLOCK_WRITE,
                path,
                ByteBuffer.wrap(content),
                bytes -> Channels.writeFully(file, bytes, start(block)));
    }

    Digest digest() throws IOException {
        var sha256 = Digest.sha256();
        for (int block = 0; block < count(); block++) {
            sha256.update(read(block));
        }
        return new Digest(HexFormat.of().formatHex(sha256.digest()));
    }

    void sync() throws IOException {
        calls.call(DiskPoint.BLOCKS_SYNC, path, () -> Channels.force(file, true));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static long start(int block) {
        return (long) block * Reception.BLOCK;
    }
}
