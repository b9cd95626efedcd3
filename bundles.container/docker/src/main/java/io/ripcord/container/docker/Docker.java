package io.ripcord.container.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.api.trust.SecretValue;
import io.ripcord.container.api.ChuteNetwork;
import io.ripcord.container.api.Container;
import io.ripcord.container.api.ContainerSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** One connection pool to the engine and the plain requests over it; time-outs are {@link Calls}' affair. */
final class Docker {
    private static final int STOP_SECONDS = 5;
    private static final int CONNECTIONS = 32;

    private final DockerClient client;

    private Docker(DockerClient client) {
        this.client = client;
    }

    static Docker connect(String endpoint) {
        var uri = URI.create(endpoint);
        var transport = new ZerodepDockerHttpClient.Builder()
                .dockerHost(uri)
                .connectionTimeout(Duration.ofSeconds(5))
                .maxConnections(CONNECTIONS)
                .build();
        return new Docker(DockerClientImpl.getInstance(new LocalEngine(uri), transport));
    }

    void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void ping() {
        client.pingCmd().exec();
    }

    List<Container> containers() {
        return client.listContainersCmd().withShowAll(true).withLabelFilter(List.of(Labels.UNIT)).exec().stream()
                .flatMap(found -> Labels.container(found).stream())
                .toList();
    }

    List<ChuteNetwork> networks() {
        return client.listNetworksCmd().exec().stream()
                .flatMap(found -> Labels.network(found).stream())
                .toList();
    }

    Set<Digest> images() {
        Set<Digest> digests = new TreeSet<>();
        for (var image : client.listImagesCmd().exec()) {
            for (var tag : Objects.requireNonNullElse(image.getRepoTags(), new String[0])) {
                Tags.digest(tag).ifPresent(digests::add);
            }
        }
        return digests;
    }

    void load(Digest image, Path archive, Pulse pulse) throws IOException, InterruptedException {
        new ImageLoad(client, image, archive, pulse).run();
        if (!images().contains(image)) {
            throw new IOException("the container engine took the archive but shows no image of it. Is it a"
                    + " docker-archive, made for this kind of processor?");
        }
    }

    void removeImage(Digest image) {
        try {
            client.removeImageCmd(Tags.name(image)).exec();
        } catch (NotFoundException | ConflictException _) {
            // nothing to remove, or still in use
        }
    }

    void createNetwork(ChuteNetwork network) {
        NewContainer.network(client, network);
    }

    void removeNetwork(String name) {
        try {
            client.removeNetworkCmd(name).exec();
        } catch (NotFoundException _) {
            // nothing to remove
        }
    }

    String create(ContainerSpec spec, Map<SecretReference, SecretValue> secrets) {
        return NewContainer.create(client, spec, secrets);
    }

    void start(String id) {
        try {
            client.startContainerCmd(id).exec();
        } catch (NotModifiedException _) {
            // it runs
        }
    }

    void stop(String id) {
        try {
            client.stopContainerCmd(id).withTimeout(STOP_SECONDS).exec();
        } catch (NotModifiedException | NotFoundException _) {
            // it does not run
        }
    }

    void remove(String id) {
        try {
            client.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (NotFoundException _) {
            // nothing to remove
        }
    }

    void logs(String id, int lines, boolean follow, OutputStream out) throws IOException, InterruptedException {
        new LogCopy()
                .run(
                        client.logContainerCmd(id)
                                .withStdOut(true)
                                .withStdErr(true)
                                .withTail(lines)
                                .withFollowStream(follow),
                        out);
    }
}
