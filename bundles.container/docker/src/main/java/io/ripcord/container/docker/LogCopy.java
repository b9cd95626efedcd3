package io.ripcord.container.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Copies what a container wrote to a stream, as it comes, until one of both ends. */
final class LogCopy extends ResultCallback.Adapter<Frame> {
    private final OutputStream out;

    LogCopy(OutputStream out) {
        this.out = out;
    }

    void run(LogContainerCmd command) throws IOException, InterruptedException {
        try (var copy = command.exec(this)) {
            copy.awaitCompletion();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void onNext(Frame frame) {
        try {
            out.write(frame.getPayload());
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
