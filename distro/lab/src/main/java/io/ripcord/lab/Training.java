package io.ripcord.lab;

import io.ripcord.api.json.JsonNull;
import io.ripcord.lab.linux.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * A run of the full device that shows the JVM which classes a start needs: in a fleet, with a page asked for and a feature
 * exchanged, started for the second time, as all starts of a board but one are. The JVM keeps them in a file, from which
 * later starts have them.
 */
public final class Training {
    private static final Duration WRITTEN = Duration.ofMinutes(3);
    private static final String USER = "trainer";
    private static final String PASSWORD = "a password of this lab only";
    private static final List<String> PAGES = List.of("state", "features", "bundles", "components", "logs");

    private final Scene scene;
    private final Consumer<String> progress;

    /** @param scene in which nothing runs yet; device and console are left stopped */
    public Training(Scene scene, Consumer<String> progress) {
        this.scene = scene;
        this.progress = progress;
    }

    /** Trains and leaves the result in that file. */
    public void into(Path cache) throws IOException, GeneralSecurityException, InterruptedException {
        var console = scene.console();
        var fleet = scene.startConsole(console);
        var locally = scene.startDevice();
        var remotely = scene.enrol(locally, fleet);
        scene.claim(locally, USER, PASSWORD);
        remotely.install(scene.signed("greeter"));
        scene.device.stop();
        var made = scene.board.state().resolve("start.aot");
        var flags = scene.device.folder().resolve("etc/jvm.options");
        var usual = Files.readAllBytes(flags);
        scene.flag("-XX:AOTCacheOutput=" + made);
        scene.device.start();
        scene.awaitDevice();
        scene.awaitOnline(remotely);
        exercise(locally, remotely);
        progress.accept("keeping the classes of the start");
        scene.device.stop(WRITTEN);
        console.stop();
        Files.write(flags, usual);
        keep(made, cache);
    }

    private void exercise(Governed locally, Governed remotely) throws IOException, InterruptedException {
        for (var page : PAGES) {
            locally.rest().page("/system/console/" + page, USER, PASSWORD);
        }
        remotely.install(scene.signed("greeter-2"));
        remotely.change(Governed.GREETER.domain(), Governed.GREETER.name(), JsonNull.NULL);
    }

    private void keep(Path made, Path cache) throws IOException {
        if (!Files.exists(made)) {
            throw new LabException("The JVM kept no classes of its start. Its log says why: "
                    + scene.lab.home().log(scene.device.name()));
        }
        Files.createDirectories(cache.toAbsolutePath().getParent());
        Files.move(made, cache, StandardCopyOption.REPLACE_EXISTING);
    }
}
