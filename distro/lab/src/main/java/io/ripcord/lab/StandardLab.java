package io.ripcord.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** What {@code ./ripcord up} runs: one board with its engine and device process and, where it is built, the console. */
public final class StandardLab {
    /** Notes of the ledger: where the pages are for this machine's browser. */
    public static final String DEVICE_PAGES = "device-pages";

    public static final String CONSOLE_PAGES = "console-pages";
    public static final String DEVICE = "device";
    public static final String CONSOLE = "console";
    private static final Duration READY = Duration.ofMinutes(2);

    private final Lab lab;
    private final Built built;
    private final Consumer<String> progress;
    private final long began = System.nanoTime();

    /** Products of the build; the console may not be there. */
    public record Built(Path device, Path console) {
        public static Built in(Path checkout) {
            return new Built(
                    checkout.resolve("distro/device/target/device"), checkout.resolve("distro/console/target/console"));
        }
    }

    /** @param progress told in a short sentence what is reached */
    public StandardLab(Lab lab, Built built, Consumer<String> progress) {
        this.lab = lab;
        this.built = built;
        this.progress = progress;
    }

    /** Returns when all of it is ready. */
    public Board start() {
        Cloud cloud = Cloud.make(lab);
        Board board = Board.make(lab, cloud, DEVICE, "10.77.0.2");
        DevKey.in(lab.home()).trustOn(board);
        Runner device = board.install(built.device());
        Optional<Runner> console = console(cloud);
        board.engine().start();
        ready("engine");
        console.ifPresent(Runner::start);
        device.start();
        console.ifPresent(runner -> {
            note(CONSOLE_PAGES, cloud.forward(lab, Cloud.HTTPS_PORT));
            await(runner, Cloud.HTTPS_PORT, Cloud.MQTT_PORT);
        });
        note(DEVICE_PAGES, board.forward(Board.HTTPS_PORT));
        await(device, Board.HTTPS_PORT);
        return board;
    }

    private void await(Runner runner, int... ports) {
        runner.awaitReady(READY);
        for (int port : ports) {
            runner.awaitListening(port, READY);
        }
        ready(runner.name());
    }

    private Optional<Runner> console(Cloud cloud) {
        return Files.isDirectory(built.console()) ? Optional.of(cloud.install(lab, built.console())) : Optional.empty();
    }

    private void note(String key, Forwarder forwarder) {
        lab.ledger().add(new Ledger.Noted(key, "https://127.0.0.1:" + forwarder.port()));
    }

    private void ready(String what) {
        progress.accept("%s ready after %.1f s".formatted(what, (System.nanoTime() - began) / 1e9));
    }
}
