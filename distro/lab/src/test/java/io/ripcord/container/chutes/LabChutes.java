package io.ripcord.container.chutes;

import io.ripcord.api.artifact.ArtifactStore;
import io.ripcord.api.domain.Controller;
import io.ripcord.api.host.Facts;
import io.ripcord.container.api.ContainerRuntime;
import io.ripcord.wifi.api.Ipv4;
import java.util.Optional;
import java.util.function.BiPredicate;

/** The controller of chutes for a board that this JVM is not in: its ports are probed from inside the board. */
public final class LabChutes {

    private LabChutes() {}

    public static Controller controller(
            Facts facts, ContainerRuntime runtime, ArtifactStore artifacts, BiPredicate<String, Integer> answers) {
        return new ChuteController(
                new Tools(
                        runtime,
                        artifacts,
                        _ -> Optional.empty(),
                        new Folders(facts.state()),
                        answers::test,
                        System::nanoTime),
                Ipv4.parse(facts.lanAddress()),
                new Rules(facts.httpsPort()));
    }
}
