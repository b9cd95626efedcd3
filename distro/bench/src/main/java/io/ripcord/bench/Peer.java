package io.ripcord.bench;

import io.ripcord.lab.linux.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A program of others that ours is compared with, fetched and unpacked by Maven when a bench first needs it.
 *
 * @param profile of distro/bench/pom.xml, which declares the artifact
 * @param folder that the artifact unpacks to
 */
record Peer(String profile, String folder) {
    static final Peer KARAF = new Peer("karaf", "apache-karaf-minimal-4.4.8");
    private static final Duration FETCHED = Duration.ofMinutes(5);

    Path unpacked(Path checkout, Consumer<String> progress) {
        var module = checkout.resolve("distro/bench");
        var place = module.resolve("target/peers").resolve(folder);
        if (!Files.isDirectory(place)) {
            progress.accept("fetching " + folder);
            var pom = checkout.resolve("pom.xml").toString();
            new Command(
                            List.of(
                                    "mvn",
                                    "-q",
                                    "-B",
                                    "-ntp",
                                    "-f",
                                    pom,
                                    "-pl",
                                    "distro/bench",
                                    "-P",
                                    profile,
                                    "dependency:unpack@peer"),
                            FETCHED)
                    .run()
                    .orThrow();
        }
        return place;
    }
}
