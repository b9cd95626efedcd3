package io.ripcord.console.fleet;

import io.ripcord.api.artifact.ArtifactStore;
import io.ripcord.api.artifact.ArtifactStore.Reception;
import io.ripcord.api.message.Block;
import io.ripcord.api.message.Topics;
import io.ripcord.api.message.Want;
import io.ripcord.api.trust.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Gives devices the blocks they ask for, keeping no state between two questions. */
final class Blocks {
    /** Blocks in memory for one question, however many it is for. */
    private static final int AT_ONCE = 16;

    private final ArtifactStore artifacts;
    private final Outlet outlet;

    Blocks(ArtifactStore artifacts, Outlet outlet) {
        this.artifacts = artifacts;
        this.outlet = outlet;
    }

    void give(Topics device, Want want) throws IOException, InterruptedException {
        var file = artifacts.find(want.artifact().sha256());
        var problem = problem(file, want);
        if (problem.isPresent()) {
            outlet.send(new Block.Refused(want.artifact().sha256(), want.first(), problem.get()).to(device));
            return;
        }
        try (var channel = FileChannel.open(file.orElseThrow(), StandardOpenOption.READ)) {
            var indexes = want.indexes();
            for (int from = 0; from < indexes.length; from += AT_ONCE) {
                var some = Arrays.copyOfRange(indexes, from, Math.min(indexes.length, from + AT_ONCE));
                giveTogether(device, want.artifact().sha256(), channel, some);
            }
        }
    }

    /** Side by side, as each waits for the broker to acknowledge it. */
    private void giveTogether(Topics device, Digest artifact, FileChannel channel, int[] indexes)
            throws IOException, InterruptedException {
        List<Callable<Void>> givings = new ArrayList<>();
        for (int index : indexes) {
            givings.add(() -> {
                var content = read(channel, (long) index * Reception.BLOCK);
                outlet.send(new Block.Content(artifact, index, content).to(device));
                return null;
            });
        }
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var giving : senders.invokeAll(givings)) {
                giving.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("not all blocks could be given: " + e.getCause(), e);
        }
    }

    private static Optional<String> problem(Optional<Path> file, Want want) throws IOException {
        if (file.isEmpty()) {
            return Optional.of(
                    "the console has no artifact " + want.artifact().sha256().brief() + "; upload it there");
        }
        long size = java.nio.file.Files.size(file.get());
        return size == want.artifact().size()
                ? Optional.empty()
                : Optional.of("the artifact " + want.artifact().sha256().brief() + " has " + size + " bytes, not "
                        + want.artifact().size());
    }

    private static byte[] read(FileChannel channel, long offset) throws IOException {
        var buffer = ByteBuffer.allocate((int) Math.min(Reception.BLOCK, channel.size() - offset));
        while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) >= 0) {
            // a read may give less than asked for
        }
        return buffer.array();
    }
}
