package io.ripcord.container.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.LoadResponseItem;
import io.ripcord.api.trust.Digest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Streams an archive into the engine; each piece that the engine takes or comments is a beat. */
final class ImageLoad extends ResultCallback.Adapter<LoadResponseItem> {
    private final DockerClient client;
    private final Digest image;
    private final Path archive;
    private final Pulse pulse;
    private volatile @Nullable String complaint;

    ImageLoad(DockerClient client, Digest image, Path archive, Pulse pulse) {
        this.client = client;
        this.image = image;
        this.archive = archive;
        this.pulse = pulse;
    }

    void run() throws IOException, InterruptedException {
        try (var content = new Beating(ImageArchive.of(archive).named(Tags.name(image)));
                var running = client.loadImageAsyncCmd(content).exec(this)) {
            running.awaitCompletion();
        }
        var complaint = this.complaint;
        if (complaint != null) {
            throw new IOException("the container engine refuses the archive: " + complaint);
        }
    }

    @Override
    public void onNext(LoadResponseItem item) {
        pulse.beat();
        var detail = item.getErrorDetail();
        if (detail != null && detail.getMessage() != null) {
            complaint = detail.getMessage();
        }
    }

    private final class Beating extends FilterInputStream {
        Beating(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            pulse.beat();
            return super.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            pulse.beat();
            return super.read(buffer, offset, length);
        }
    }
}
