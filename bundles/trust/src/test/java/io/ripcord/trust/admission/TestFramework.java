package io.ripcord.trust.admission;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.FrameworkWiring;

/** A real Felix on a folder, in which the first bundles are the base, as the launcher makes it. */
final class TestFramework {
    private final Framework framework;

    TestFramework(Path folder, String... base) throws BundleException, IOException {
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.toString(),
                        Constants.FRAMEWORK_STORAGE_CLEAN,
                        Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                        "ripcord.base.last",
                        Integer.toString(base.length)));
        framework.start();
        for (var name : base) {
            context()
                    .installBundle("base:" + name, in(jar(name, "1.0.0", Map.of())))
                    .start();
        }
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** The whole of the manifest is what makes two versions differ. */
    static byte[] jar(String name, String version, Map<String, String> headers) throws IOException {
        return jar(name, version, headers, new Class<?>[0]);
    }

    static byte[] jar(String name, String version, Map<String, String> headers, Class<?>... classes)
            throws IOException {
        var manifest = new Manifest();
        var attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", name);
        attributes.putValue("Bundle-Version", version);
        headers.forEach(attributes::putValue);
        var bytes = new ByteArrayOutputStream();
        try (var out = new JarOutputStream(bytes, manifest)) {
            for (var type : classes) {
                var path = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new java.util.zip.ZipEntry(path));
                try (var in = type.getClassLoader().getResourceAsStream(path)) {
                    in.transferTo(out);
                }
            }
        }
        return bytes.toByteArray();
    }

    static InputStream in(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    void refresh(Bundle... bundles) throws InterruptedException {
        var done = new CountDownLatch(1);
        framework.adapt(FrameworkWiring.class).refreshBundles(java.util.List.of(bundles), _ -> done.countDown());
        if (!done.await(30, TimeUnit.SECONDS)) {
            throw new AssertionError("not refreshed within 30 s");
        }
    }

    boolean resolve(Bundle bundle) {
        return framework.adapt(FrameworkWiring.class).resolveBundles(java.util.List.of(bundle));
    }

    /** True if somebody stopped the framework, which takes a moment. */
    boolean hasEnded() throws InterruptedException {
        return framework.waitForStop(30_000).getType() == FrameworkEvent.STOPPED;
    }

    void end() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(30_000);
    }
}
