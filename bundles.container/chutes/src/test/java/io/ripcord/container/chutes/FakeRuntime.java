package io.ripcord.container.chutes;

import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.api.trust.SecretValue;
import io.ripcord.container.api.ChuteNetwork;
import io.ripcord.container.api.Container;
import io.ripcord.container.api.ContainerRuntime;
import io.ripcord.container.api.ContainerSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** An engine in memory; can be away, and can refuse the call that begins with some words. */
final class FakeRuntime implements ContainerRuntime {
    final List<String> calls = new ArrayList<>();
    final Map<String, Container> containers = new LinkedHashMap<>();
    final Map<String, ChuteNetwork> networks = new LinkedHashMap<>();
    final Set<Digest> images = new TreeSet<>();
    String refuses = "nothing";
    final Map<String, String> given = new LinkedHashMap<>();
    final List<SecretValue> closable = new ArrayList<>();
    boolean away;
    String log = "";

    private void note(String call) throws IOException {
        calls.add(call);
        if (away) {
            throw new IOException("Could not " + call + ": the container engine hangs");
        }
        if (call.startsWith(refuses)) {
            throw new IOException("Could not " + call);
        }
    }

    /** What changed something, without names that hold digests. */
    List<String> acts() {
        return calls.stream()
                .filter(call -> !call.startsWith("list") && !call.equals("ping"))
                .toList();
    }

    @Override
    public void ping() throws IOException {
        note("ping");
    }

    @Override
    public List<Container> containers() throws IOException {
        note("list containers");
        return List.copyOf(containers.values());
    }

    @Override
    public List<ChuteNetwork> networks() throws IOException {
        note("list networks");
        return List.copyOf(networks.values());
    }

    @Override
    public Set<Digest> images() throws IOException {
        note("list images");
        return Set.copyOf(images);
    }

    @Override
    public void load(Digest image, Path archive) throws IOException {
        note("load");
        images.add(image);
    }

    @Override
    public void removeImage(Digest image) throws IOException {
        note("remove image");
        images.remove(image);
    }

    @Override
    public void createNetwork(ChuteNetwork network) throws IOException {
        note("create network " + network.bridge());
        networks.put(network.name(), network);
    }

    @Override
    public void removeNetwork(String name) throws IOException {
        note("remove network");
        networks.remove(name);
    }

    @Override
    public String create(ContainerSpec spec, Map<SecretReference, SecretValue> secrets) throws IOException {
        secrets.forEach((reference, value) -> given.put(reference.name(), value.text()));
        closable.addAll(secrets.values());
        note("create " + spec.chute().version());
        containers.put(
                spec.name(),
                new Container(
                        spec.name(),
                        spec.chute().name(),
                        spec.name(),
                        spec.chute().version(),
                        spec.digest(),
                        spec.chute().image().sha256(),
                        false,
                        "created"));
        return spec.name();
    }

    @Override
    public void start(String id) throws IOException {
        note("start " + version(id));
        set(id, true, "running");
    }

    @Override
    public void stop(String id) throws IOException {
        note("stop " + version(id));
        set(id, false, "Exited (0)");
    }

    @Override
    public void remove(String id) throws IOException {
        note("remove " + version(id));
        containers.remove(id);
    }

    @Override
    public void logs(String id, int lines, boolean follow, OutputStream out) throws IOException {
        note("list logs");
        out.write(log.getBytes(StandardCharsets.UTF_8));
    }

    void set(String id, boolean running, String status) {
        containers.computeIfPresent(
                id,
                (_, old) -> new Container(
                        old.id(), old.chute(), old.name(), old.version(), old.digest(), old.image(), running, status));
    }

    private String version(String id) {
        var container = containers.get(id);
        return container == null ? "?" : container.version();
    }
}
