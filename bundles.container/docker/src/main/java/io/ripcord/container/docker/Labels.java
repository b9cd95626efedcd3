package io.ripcord.container.docker;

import com.github.dockerjava.api.model.Network;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.trust.Digest;
import io.ripcord.container.api.ChuteNetwork;
import io.ripcord.container.api.Container;
import io.ripcord.container.api.ContainerSpec;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** How containers and networks of ours are known again: by labels, and by the prefix of their names. */
final class Labels {
    static final String UNIT = "io.ripcord.unit";
    static final String BRIDGE = "com.docker.network.bridge.name";
    private static final String DIGEST = "io.ripcord.digest";
    private static final String IMAGE = "io.ripcord.image";
    private static final String VERSION = "io.ripcord.version";
    private static final String CHUTES = "chutes/";
    private static final String PREFIX = "ripcord-";

    private Labels() {}

    static Map<String, String> of(ContainerSpec spec) {
        return Map.of(
                UNIT, CHUTES + spec.chute().name(),
                DIGEST, spec.digest().hex(),
                IMAGE, spec.chute().image().sha256().hex(),
                VERSION, spec.chute().version());
    }

    static Map<String, String> of(ChuteNetwork network) {
        return Map.of(UNIT, CHUTES + network.chute());
    }

    /** Empty for a container of somebody else: labels can also come with an image. */
    static Optional<Container> container(com.github.dockerjava.api.model.Container found) {
        var labels = found.getLabels();
        var chute = chute(labels);
        var name = found.getNames().length == 0 ? "" : found.getNames()[0].substring(1);
        if (chute.isEmpty() || !name.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Container(
                    found.getId(),
                    chute.get(),
                    name,
                    labels.getOrDefault(VERSION, ""),
                    new Digest(labels.getOrDefault(DIGEST, "")),
                    new Digest(labels.getOrDefault(IMAGE, "")),
                    "running".equals(found.getState()),
                    status(found)));
        } catch (BadDocument _) {
            return Optional.empty();
        }
    }

    static Optional<ChuteNetwork> network(Network found) {
        var chute = chute(found.getLabels());
        var pools = found.getIpam() == null ? null : found.getIpam().getConfig();
        if (chute.isEmpty() || !found.getName().startsWith(PREFIX) || pools == null || pools.size() != 1) {
            return Optional.empty();
        }
        var pool = pools.getFirst();
        return Optional.of(new ChuteNetwork(
                chute.get(),
                found.getName(),
                found.getOptions().getOrDefault(BRIDGE, ""),
                Objects.requireNonNullElse(pool.getSubnet(), ""),
                Objects.requireNonNullElse(pool.getGateway(), "")));
    }

    /** {@code running}, or {@code Exited (1)}: without the engine's "3 seconds ago", which would differ at each look. */
    private static String status(com.github.dockerjava.api.model.Container found) {
        var state = Objects.requireNonNullElse(found.getState(), "");
        var words = Objects.requireNonNullElse(found.getStatus(), "");
        int bracket = words.indexOf(')');
        return state.equals("exited") && bracket > 0 ? words.substring(0, bracket + 1) : state;
    }

    private static Optional<String> chute(@org.jspecify.annotations.Nullable Map<String, String> labels) {
        var unit = labels == null ? "" : labels.getOrDefault(UNIT, "");
        return unit.startsWith(CHUTES) ? Optional.of(unit.substring(CHUTES.length())) : Optional.empty();
    }
}
