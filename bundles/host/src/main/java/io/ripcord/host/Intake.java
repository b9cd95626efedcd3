package io.ripcord.host;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.disk.DiskPoint;
import io.ripcord.api.trust.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/** Takes a stream into a file of its own, which is gone again unless it is published. */
final class Intake implements AutoCloseable {
    private final ArtifactFolder folder;
    private final long maxSize;
    private final Path file;

    Intake(ArtifactFolder folder, long maxSize) throws IOException {
        this.folder = folder;
        this.maxSize = maxSize;
        this.file = folder.temporary();
    }

    /** Reads to the end; what it returns is synced. */
    Artifact take(InputStream content) throws IOException {
        var sha256 = Digest.sha256();
        long size = 0;
        var buffer = new byte[64 * 1024];
        try (var out = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                size += n;
                if (size > maxSize) {
                    throw new IOException("Cannot take an artifact in: it is larger than the " + maxSize
                            + " bytes that are allowed or left; send a smaller one or remove others");
                }
                sha256.update(buffer, 0, n);
                long position = size - n;
                folder.calls()
                        .write(
                                DiskPoint.INTAKE_WRITE,
                                file,
                                ByteBuffer.wrap(buffer, 0, n),
                                bytes -> Channels.writeFully(out, bytes, position));
            }
            folder.calls().call(DiskPoint.INTAKE_SYNC, file, () -> Channels.force(out, true));
        }
        return new Artifact(new Digest(HexFormat.of().formatHex(sha256.digest())), size);
    }

    Path publish(Digest sha256) throws IOException {
        return folder.publish(file, sha256);
    }

    @Override
    public void close() throws IOException {
        folder.discard(file);
    }
}
