package io.ripcord.api.message;

import io.ripcord.api.artifact.ArtifactStore.Reception;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.trust.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A block of an artifact, or why there is none. Binary, big-endian: {@code RCB1}, one byte (0 content, 1 refusal), 32
 * bytes SHA-256 of the whole artifact, 4 bytes index, then content (1 to 65536 bytes) or a sentence (UTF-8).
 */
public sealed interface Block extends DownMessage {
    String KIND = "block";
    int HEADER = 4 + 1 + 32 + 4;
    int MAX_REASON = 1024;

    Digest sha256();

    int index();

    /** @param content 64 KiB, less in the last block */
    record Content(Digest sha256, int index, byte[] content) implements Block {
        @Override
        public byte[] encode() {
            return Block.encode(this, (byte) 0, content);
        }
    }

    /** The console cannot give it: the whole artifact is refused. */
    record Refused(Digest sha256, int index, String reason) implements Block {
        @Override
        public byte[] encode() {
            var bytes = reason.getBytes(StandardCharsets.UTF_8);
            return Block.encode(this, (byte) 1, java.util.Arrays.copyOf(bytes, Math.min(bytes.length, MAX_REASON)));
        }
    }

    @Override
    default String kind() {
        return KIND;
    }

    /** @throws BadDocument if the bytes are no block */
    static Block parse(byte[] payload) {
        var in = ByteBuffer.wrap(payload);
        if (payload.length <= HEADER || in.getInt() != magic()) {
            throw new BadDocument("", "it is no block", "send RCB1, a kind, the digest, the index and the content");
        }
        byte kind = in.get();
        var digest = new byte[32];
        in.get(digest);
        var sha256 = new Digest(HexFormat.of().formatHex(digest));
        int index = in.getInt();
        var rest = new byte[in.remaining()];
        in.get(rest);
        if (index < 0 || rest.length > (kind == 0 ? Reception.BLOCK : MAX_REASON) || kind < 0 || kind > 1) {
            throw new BadDocument("", "a block's kind, index or length is out of range", "send at most 64 KiB of it");
        }
        return kind == 0
                ? new Content(sha256, index, rest)
                : new Refused(sha256, index, new String(rest, StandardCharsets.UTF_8));
    }

    private static byte[] encode(Block block, byte kind, byte[] rest) {
        return ByteBuffer.allocate(HEADER + rest.length)
                .putInt(magic())
                .put(kind)
                .put(HexFormat.of().parseHex(block.sha256().hex()))
                .putInt(block.index())
                .put(rest)
                .array();
    }

    private static int magic() {
        return 'R' << 24 | 'C' << 16 | 'B' << 8 | '1';
    }
}
