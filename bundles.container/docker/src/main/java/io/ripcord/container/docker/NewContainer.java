package io.ripcord.container.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Network.Ipam;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Volume;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.api.trust.SecretValue;
import io.ripcord.container.api.ChuteNetwork;
import io.ripcord.container.api.ContainerSpec;
import io.ripcord.container.api.Variable;
import java.util.List;
import java.util.Map;

/** Containers and networks as the engine is asked to make them: what a chute may, and the much that it may not. */
final class NewContainer {
    private static final String TMP = "rw,noexec,nosuid,nodev,size=16m";

    private NewContainer() {}

    static String create(DockerClient client, ContainerSpec spec, Map<SecretReference, SecretValue> secrets) {
        var command = client.createContainerCmd(Tags.name(spec.chute().image().sha256()))
                .withName(spec.name())
                .withHostName(spec.chute().name())
                .withLabels(Labels.of(spec))
                .withEnv(spec.chute().environment().entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + text(variable.getValue(), secrets))
                        .toList())
                .withIpv4Address(spec.address())
                .withHostConfig(hostConfig(spec));
        if (!spec.chute().command().isEmpty()) {
            command.withCmd(spec.chute().command());
        }
        return command.exec().getId();
    }

    private static String text(Variable variable, Map<SecretReference, SecretValue> secrets) {
        return switch (variable) {
            case Variable.Plain(var text) -> text;
            case Variable.Secret(var reference) -> {
                var value = secrets.get(reference);
                if (value == null) {
                    throw new IllegalArgumentException("no value is given for the secret " + reference.name());
                }
                yield value.text();
            }
        };
    }

    static void network(DockerClient client, ChuteNetwork network) {
        client.createNetworkCmd()
                .withName(network.name())
                .withDriver("bridge")
                .withCheckDuplicate(true)
                .withLabels(Labels.of(network))
                .withIpam(new Ipam()
                        .withConfig(
                                new Ipam.Config().withSubnet(network.subnet()).withGateway(network.gateway())))
                .withOptions(Map.of(Labels.BRIDGE, network.bridge()))
                .exec();
    }

    private static HostConfig hostConfig(ContainerSpec spec) {
        var limits = spec.chute().limits();
        return new HostConfig()
                .withInit(true)
                .withRestartPolicy(RestartPolicy.noRestart())
                .withCpuShares(limits.cpuShares())
                .withMemory(limits.memory())
                .withMemorySwap(limits.memory())
                .withPidsLimit((long) limits.pids())
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withReadonlyRootfs(true)
                .withTmpFs(Map.of("/tmp", TMP))
                .withBinds(new Bind(spec.data().toString(), new Volume("/data"), AccessMode.rw))
                .withNetworkMode(spec.network().name())
                .withDns(spec.network().gateway())
                .withLogConfig(
                        new LogConfig(LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "1m", "max-file", "2")));
    }
}
