package io.ripcord.lab;

import io.ripcord.lab.linux.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An image that holds the machine's static busybox and nothing else. */
final class BusyboxImage {
    static final String NAME = "busybox:lab";

    private BusyboxImage() {}

    static void load(Engine engine, Path folder) throws IOException {
        Path root = Files.createDirectories(folder.resolve("image/bin"));
        Files.copy(Path.of("/bin/busybox"), root.resolve("busybox"));
        Path archive = folder.resolve("image.tar");
        Command.of("tar", "-C", root.getParent().toString(), "-cf", archive.toString(), ".")
                .run()
                .orThrow();
        engine.docker("import", archive.toString(), NAME).orThrow();
    }

    /** Starts a container that sleeps, without a network. */
    static void sleep(Engine engine, String name) {
        engine.docker("run", "-d", "--init", "--network=none", "--name", name, NAME, "/bin/busybox", "sleep", "600")
                .orThrow();
    }
}
