package io.ripcord.container.docker;

import io.ripcord.api.host.Facts;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.api.trust.SecretValue;
import io.ripcord.container.api.ChuteNetwork;
import io.ripcord.container.api.Container;
import io.ripcord.container.api.ContainerRuntime;
import io.ripcord.container.api.ContainerSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The Docker engine. Nothing of docker-java is loaded before the first call: this class names only {@link Docker}. */
@Component
public final class DockerRuntime implements ContainerRuntime {
    private final Calls calls;
    private final String endpoint;
    private volatile @org.jspecify.annotations.Nullable Docker docker;

    @Activate
    public DockerRuntime(@Reference Facts facts) {
        this.endpoint = facts.dockerEndpoint();
        this.calls = new Calls(endpoint);
    }

    @Deactivate
    void close() {
        var open = docker;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void ping() throws IOException, InterruptedException {
        calls.run("ask the container engine whether it is there", () -> docker().ping());
    }

    @Override
    public List<Container> containers() throws IOException, InterruptedException {
        return calls.call("list the containers", () -> docker().containers());
    }

    @Override
    public List<ChuteNetwork> networks() throws IOException, InterruptedException {
        return calls.call("list the containers' networks", () -> docker().networks());
    }

    @Override
    public Set<Digest> images() throws IOException, InterruptedException {
        return calls.call("list the images", () -> docker().images());
    }

    @Override
    public void load(Digest image, Path archive) throws IOException, InterruptedException {
        var pulse = new Pulse();
        calls.run("load image " + image.brief(), pulse, () -> docker().load(image, archive, pulse));
    }

    @Override
    public void removeImage(Digest image) throws IOException, InterruptedException {
        calls.run("remove image " + image.brief(), () -> docker().removeImage(image));
    }

    @Override
    public void createNetwork(ChuteNetwork network) throws IOException, InterruptedException {
        calls.run("make network " + network.name(), () -> docker().createNetwork(network));
    }

    @Override
    public void removeNetwork(String name) throws IOException, InterruptedException {
        calls.run("remove network " + name, () -> docker().removeNetwork(name));
    }

    @Override
    public String create(ContainerSpec spec, Map<SecretReference, SecretValue> secrets)
            throws IOException, InterruptedException {
        return calls.call("make container " + spec.name(), () -> docker().create(spec, secrets));
    }

    @Override
    public void start(String id) throws IOException, InterruptedException {
        calls.run("start container " + brief(id), () -> docker().start(id));
    }

    @Override
    public void stop(String id) throws IOException, InterruptedException {
        calls.run("stop container " + brief(id), () -> docker().stop(id));
    }

    @Override
    public void remove(String id) throws IOException, InterruptedException {
        calls.run("remove container " + brief(id), () -> docker().remove(id));
    }

    @Override
    public void logs(String id, int lines, boolean follow, OutputStream out) throws IOException, InterruptedException {
        ping();
        docker().logs(id, lines, follow, out);
    }

    private synchronized Docker docker() {
        var open = docker;
        if (open == null) {
            open = Docker.connect(endpoint);
            docker = open;
        }
        return open;
    }

    private static String brief(String id) {
        return id.substring(0, Math.min(12, id.length()));
    }
}
