package io.ripcord.api.message;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.ArtifactStore.Reception;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Json;
import java.util.BitSet;

/**
 * Asks for blocks of an artifact. The console sends exactly these and keeps no state: what the device has in flight is
 * what it asked for and has not received.
 *
 * @param first index of the block that bit 0 of {@code blocks} stands for
 * @param blocks the blocks that are wanted now, relative to {@code first}; at least one, within {@link #MAX_BLOCKS}
 */
public record Want(Artifact artifact, int first, BitSet blocks) implements UpMessage {
    public static final String KIND = "want";

    /** Distance between the first and the last block of one message. */
    public static final int MAX_BLOCKS = 1024;

    /** @throws BadDocument if no block is wanted, or one beyond the artifact's end or the limit */
    public Want {
        blocks = (BitSet) blocks.clone();
        if (blocks.isEmpty()
                || blocks.length() > MAX_BLOCKS
                || first < 0
                || (long) first + blocks.length() > blocksOf(artifact)) {
            throw new BadDocument(
                    "blocks",
                    "the wanted blocks do not lie within the artifact and " + MAX_BLOCKS + " of each other",
                    "ask for 1 to " + MAX_BLOCKS + " of its " + blocksOf(artifact));
        }
    }

    /** How many blocks an artifact has; an empty one has none. */
    public static int blocksOf(Artifact artifact) {
        return (int) ((artifact.size() + Reception.BLOCK - 1) / Reception.BLOCK);
    }

    /** Asks for the blocks of these absolute indexes. */
    public static Want of(Artifact artifact, BitSet indexes) {
        int first = Math.max(0, indexes.nextSetBit(0));
        return new Want(artifact, first, indexes.get(first, Math.max(first, indexes.length())));
    }

    /** The wanted blocks by their absolute index, ascending. */
    public int[] indexes() {
        return blocks.stream().map(bit -> first + bit).toArray();
    }

    @Override
    public BitSet blocks() {
        return (BitSet) blocks.clone();
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** @throws BadDocument naming the place that is wrong */
    public static Want parse(byte[] payload) {
        var fields = Wire.read(payload);
        var artifact = Artifact.from(fields);
        int first = (int) fields.whole("first", 0, Integer.MAX_VALUE);
        var bits = Wire.optionalBase64(fields, "blocks", MAX_BLOCKS / 8)
                .orElseThrow(() -> fields.bad("blocks", "it is missing", "give a bitmap in Base64"));
        fields.end();
        return new Want(artifact, first, BitSet.valueOf(bits));
    }

    @Override
    public byte[] encode() {
        return Wire.write(
                artifact.json().with("first", first).with("blocks", Json.of(Wire.base64(blocks.toByteArray()))));
    }
}
