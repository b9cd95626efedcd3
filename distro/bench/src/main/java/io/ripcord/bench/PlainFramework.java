package io.ripcord.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;

/**
 * A program: an OSGi framework with nothing but what components need, which takes bundles from files, each in the place of
 * the one before it. What the framework itself costs, without a fleet, signatures, and a way back.
 */
final class PlainFramework {
    /** Begins each line that tells how long one took, in microseconds. */
    static final String TOOK = "took ";

    private final Framework framework;
    private final Path stamp;

    private PlainFramework(Framework framework, Path stamp) {
        this.framework = framework;
        this.stamp = stamp;
    }

    /** Arguments: storage folder, the file that a component stamps, how many bundles are of the base, all bundles. */
    public static void main(String[] args) throws Exception {
        var framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        "org.osgi.framework.storage", args[0], "org.osgi.framework.storage.clean", "onFirstInit"));
        framework.start();
        int base = Integer.parseInt(args[2]);
        var bundles = Arrays.stream(args).skip(3).map(Path::of).toList();
        var plain = new PlainFramework(framework, Path.of(args[1]));
        plain.start(bundles.subList(0, base));
        plain.swapAll(bundles.subList(base, bundles.size()), System.out);
        framework.stop();
        framework.waitForStop(10_000);
        System.exit(0);
    }

    private void start(List<Path> bundles) throws BundleException {
        for (var bundle : bundles) {
            install(bundle);
        }
        for (var bundle : framework.getBundleContext().getBundles()) {
            bundle.start();
        }
    }

    private void swapAll(List<Path> bundles, PrintStream out) throws Exception {
        var standing = install(bundles.getFirst());
        standing.start();
        for (var next : bundles.subList(1, bundles.size())) {
            Files.delete(stamp);
            long begin = System.nanoTime();
            standing = swap(standing, next);
            long took = System.nanoTime() - begin;
            if (!Files.exists(stamp)) {
                throw new IllegalStateException("The component of " + next + " is not active when its bundle is.");
            }
            out.println(TOOK + took / 1000);
        }
    }

    private Bundle swap(Bundle old, Path next) throws BundleException, InterruptedException {
        old.stop();
        old.uninstall();
        refresh(old);
        var bundle = install(next);
        bundle.start();
        return bundle;
    }

    private void refresh(Bundle gone) throws InterruptedException {
        var done = new CountDownLatch(1);
        framework.adapt(FrameworkWiring.class).refreshBundles(List.of(gone), _ -> done.countDown());
        if (!done.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The refresh does not end.");
        }
    }

    private Bundle install(Path file) throws BundleException {
        return framework.getBundleContext().installBundle(file.toUri().toString());
    }
}
