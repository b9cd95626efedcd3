package io.ripcord.bench;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** How long a board that is in a fleet is away when it is switched on, beside a well-known OSGi container. */
final class BootBench implements Bench {
    private static final int RUNS = 10;

    @Override
    public String name() {
        return "boot";
    }

    @Override
    public String what() {
        return "time from exec to ready, warm, beside Apache Karaf";
    }

    @Override
    public List<String> keys() {
        return List.of("device_ms", "framework_ms", "mqtt_ms", "console_ms", "karaf_ms", "ratio");
    }

    @Override
    public List<Goal> goals() {
        return List.of(new Goal("ratio", "<= 0.3"));
    }

    @Override
    public int runs() {
        return RUNS;
    }

    @Override
    public Figures run(Bed bed) throws Exception {
        var device = FleetDevice.start(bed);
        device.stop();
        var karaf = Karaf.install(bed);
        bed.progress("Karaf, cold: " + karaf.start(_ -> {}) + " ms");
        var boots = new ArrayList<Boot>();
        var karafs = new ArrayList<Long>();
        for (int run = 1; run <= bed.effort().runs(RUNS); run++) {
            boots.add(device.boot());
            device.stop();
            karafs.add(karaf.start(_ -> {}));
            bed.progress("run " + run + ": " + boots.getLast() + ", Karaf " + karafs.getLast() + " ms");
        }
        double ready = median(boots, Boot::readyMillis);
        return Figures.NONE
                .with("device_ms", ready)
                .with("framework_ms", median(boots, Boot::frameworkMillis))
                .with("mqtt_ms", median(boots, Boot::mqttMillis))
                .with("console_ms", median(boots, Boot::consoleMillis))
                .with("karaf_ms", Median.of(karafs))
                .with("ratio", ready / Median.of(karafs));
    }

    /** One warm start, and where a further one has its classes from; to log that takes time. */
    @Override
    public List<String> explain(Bed bed) throws Exception {
        var device = FleetDevice.start(bed);
        device.stop();
        device.boot();
        device.stop();
        var boot = device.boot();
        var times = StartTimes.of(Files.readAllLines(device.startReport()));
        device.stop();
        var log = bed.lab().home().root().resolve("classes");
        device.scene().flag("-Xlog:class+load:file=" + log + "::filecount=0");
        device.boot();
        device.stop();
        var lines = new ArrayList<>(List.of(boot.toString()));
        lines.addAll(times.lines());
        lines.addAll(ClassLoads.of(Files.readAllLines(log)).lines());
        return lines;
    }

    private static double median(List<Boot> boots, ToLongFunction<Boot> milestone) {
        return Median.of(boots.stream().mapToLong(milestone).boxed().toList());
    }
}
