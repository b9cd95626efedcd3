package io.ripcord.host;

import io.ripcord.api.disk.DiskCalls;
import io.ripcord.api.disk.DiskPoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;

/**
 * The file beside a partial artifact that says which blocks it holds: for each block eight bytes, the start of a SHA-256
 * over the block's index and content, or zero. Nothing is synced block by block: whoever opens it checks each claim
 * against the content, so after a power cut a claim whose block never reached the disk counts for nothing.
 */
final class BlockClaims implements AutoCloseable {
    private static final int SLOT = Long.BYTES;

    private final FileChannel file;
    private final Path path;
    private final DiskCalls calls;
    private final int blocks;

    private BlockClaims(FileChannel file, Path path, DiskCalls calls, int blocks) {
        this.file = file;
        this.path = path;
        this.calls = calls;
        this.blocks = blocks;
    }

    static BlockClaims open(Path path, DiskCalls calls, int blocks) throws IOException {
        var file = calls.call(
                DiskPoint.CLAIMS_OPEN,
                path,
                () -> FileChannel.open(
                        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        return new BlockClaims(file, path, calls, blocks);
    }

    /** The blocks whose claim the content keeps. */
    BitSet kept(Blocks content) throws IOException {
        var slots = readAll();
        var kept = new BitSet(blocks);
        for (int block = 0; block < slots.remaining() / SLOT; block++) {
            long claim = slots.getLong(block * SLOT);
            if (claim != 0 && claim == mark(block, content.read(block))) {
                kept.set(block);
            }
        }
        return kept;
    }

    void claim(int block, byte[] content) throws IOException {
        var slot = ByteBuffer.allocate(SLOT).putLong(mark(block, content)).flip();
        calls.write(DiskPoint.CLAIM_WRITE, path, slot, bytes -> Channels.writeFully(file, bytes, (long) block * SLOT));
    }

    /** Takes all claims back. */
    void clear() throws IOException {
        calls.call(DiskPoint.CLAIMS_CLEAR, path, () -> Channels.force(file.truncate(0), true));
    }

    void sync() throws IOException {
        calls.call(DiskPoint.CLAIMS_SYNC, path, () -> Channels.force(file, false));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private ByteBuffer readAll() throws IOException {
        var slots = ByteBuffer.allocate((int) Math.min(file.size(), (long) blocks * SLOT));
        return Channels.readFully(file, slots, 0);
    }

    private static long mark(int block, byte[] content) {
        var sha256 = io.ripcord.api.trust.Digest.sha256();
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(block).flip());
        long mark = ByteBuffer.wrap(sha256.digest(content)).getLong();
        return mark == 0 ? 1 : mark;
    }
}
