package example.greeter.provider;

import example.greeter.api.Greeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;

/** Greets, and harms the process as its configuration says, at once or some seconds later. */
@Component(
        immediate = true,
        configurationPid = "example.greeter.rogue",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = "greeter.version=3")
public final class RogueGreeter implements Greeter {
    private static final List<byte[]> HOARD = new ArrayList<>();

    private final String deed;

    @Activate
    public RogueGreeter(BundleContext context, Map<String, Object> configuration) {
        deed = String.valueOf(configuration.get("deed"));
        int delay = ((Number) configuration.get("delay")).intValue();
        if (delay == 0) {
            harm(context);
        } else {
            begin(() -> {
                sleep(delay * 1000L);
                harm(context);
            });
        }
    }

    @Override
    public String greet(String name) {
        return "Beware, " + name;
    }

    @Deactivate
    void leave() {
        while (deed.equals("hang-in-stop")) {
            sleep(200);
        }
    }

    private void harm(BundleContext context) {
        switch (deed) {
            case "exit" -> System.exit(0);
            case "halt" -> Runtime.getRuntime().halt(0);
            case "heap" -> hoard();
            case "threads" -> breed();
            case "spin" -> begin(RogueGreeter::spin);
            case "starve" -> starve();
            case "deadlock" -> deadlock();
            case "listener" -> listen(context);
            case "leak" -> begin(() -> sleep(3_600_000));
            default -> {}
        }
    }

    private static void hoard() {
        while (true) {
            HOARD.add(new byte[1 << 20]);
        }
    }

    private static void breed() {
        while (true) {
            begin(() -> sleep(3_600_000));
            sleep(1);
        }
    }

    private static void starve() {
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            Thread.ofVirtual().start(RogueGreeter::spin);
        }
    }

    private static void deadlock() {
        var one = new Object();
        var other = new Object();
        begin(() -> take(one, other));
        begin(() -> take(other, one));
    }

    private static void take(Object first, Object second) {
        synchronized (first) {
            sleep(200);
            synchronized (second) {
                sleep(1);
            }
        }
    }

    /** Whoever registers a service from now on waits in this listener. */
    private static void listen(BundleContext context) {
        context.addServiceListener(_ -> sleep(3_600_000));
    }

    private static void spin() {
        while (!Boolean.getBoolean("example.greeter.release")) {
            Thread.onSpinWait();
        }
    }

    private static void begin(Runnable work) {
        Thread.ofPlatform().daemon().name("rogue").start(work);
    }

    /** Heeds no interrupt, as little as the rest here heeds rules. */
    private static void sleep(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        while (System.nanoTime() < end) {
            try {
                Thread.sleep(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException _) {
                // this is what is broken
            }
        }
    }
}
