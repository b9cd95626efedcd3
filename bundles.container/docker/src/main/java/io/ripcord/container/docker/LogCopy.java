package io.ripcord.container.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Copies what a container wrote to a stream, as it comes, until one of both ends. The caller's thread writes, so that
 * interrupting it ends all; while it waits for a slow stream, the engine waits too.
 */
final class LogCopy extends ResultCallback.Adapter<Frame> {
    /** No piece is empty but this one. */
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(16);
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    void run(LogContainerCmd command, OutputStream out) throws IOException, InterruptedException {
        command.exec(this);
        try {
            for (var piece = pieces.take(); piece.length > 0; piece = pieces.take()) {
                out.write(piece);
                out.flush();
            }
            var failure = this.failure;
            if (failure != null) {
                throw new IOException("The container's log broke off: " + Sentence.of("its socket", failure), failure);
            }
        } finally {
            closed = true;
            close();
        }
    }

    @Override
    public void onNext(Frame frame) {
        if (frame.getPayload().length > 0) {
            offer(frame.getPayload());
        }
    }

    @Override
    public void onError(Throwable throwable) {
        failure = throwable;
        offer(END);
        super.onError(throwable);
    }

    @Override
    public void onComplete() {
        offer(END);
        super.onComplete();
    }

    private void offer(byte[] piece) {
        try {
            while (!closed && !pieces.offer(piece, 1, TimeUnit.SECONDS)) {
                // the stream is slow
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
