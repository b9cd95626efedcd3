package io.ripcord.bench;

import io.ripcord.api.json.JsonText;
import io.ripcord.lab.ChuteArchive;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;

/** How much memory a board needs for us: after long use, not fresh from the start. */
final class FootprintBench implements Bench {
    private static final int INSTALLATIONS = 20;
    private static final Duration IDLE = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "footprint";
    }

    @Override
    public String what() {
        return "memory of a device, and of its whole board, after installations without a restart";
    }

    @Override
    public List<String> keys() {
        return List.of("device_pss_mb", "board_pss_mb", "heap_max_mb", "karaf_pss_mb", "jars_mb");
    }

    @Override
    public List<Goal> goals() {
        return List.of(new Goal("device_pss_mb", "<= 120"), new Goal("board_pss_mb", "<= 240"));
    }

    @Override
    public int runs() {
        return INSTALLATIONS;
    }

    @Override
    public Figures run(Bed bed) throws Exception {
        var device = FleetDevice.start(bed);
        var scene = device.scene();
        scene.board.engine().start();
        chute(bed, device);
        int installations = bed.effort().runs(INSTALLATIONS);
        for (int done = 1; done <= installations; done++) {
            device.remotely().install(scene.signed(done % 2 == 1 ? "greeter" : "greeter-2"));
            bed.progress("installation " + done + ": " + Math.round(Memory.pss(device.pid())) + " MB");
        }
        var idle = bed.effort().time(IDLE);
        bed.progress("letting it idle for " + idle.toSeconds() + " s");
        Thread.sleep(idle);
        double jvm = Memory.pss(device.pid());
        double board = Memory.pss(scene.board.processes());
        device.stop();
        device.console().stop();
        return Figures.NONE
                .with("device_pss_mb", jvm)
                .with("board_pss_mb", board)
                .with("heap_max_mb", Memory.heapMax(scene.device.folder()))
                .with("karaf_pss_mb", karaf(bed, idle))
                .with("jars_mb", Memory.jars(scene.device.folder()));
    }

    private static void chute(Bed bed, FleetDevice device) throws Exception {
        var sample = device.scene().sample("hello-web");
        var folder = Files.createDirectories(bed.lab().home().root().resolve("chute"));
        var archive = ChuteArchive.make(sample, folder, "hello-web");
        var image = ChuteArchive.artifact(archive);
        device.remotely().rest().put("artifacts/" + image.sha256().hex(), Files.readAllBytes(archive));
        var chute = JsonText.parseObject(Files.readAllBytes(sample.resolve("chute.json")));
        device.remotely().change("chutes", "hello-web", chute.without("name").with("image", image.json()));
        bed.progress("a chute runs");
    }

    private static double karaf(Bed bed, Duration idle) throws Exception {
        bed.progress("the same of Karaf, without installations");
        var pss = new DoubleAdder();
        Karaf.install(bed).start(jvm -> {
            Thread.sleep(idle);
            pss.add(Memory.pss(jvm.pid()));
        });
        return pss.sum();
    }
}
