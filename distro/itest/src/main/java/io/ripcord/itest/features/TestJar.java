package io.ripcord.itest.features;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A bundle made on the spot: a manifest and, if need be, classes of this test bundle. */
final class TestJar {
    private final Manifest manifest = new Manifest();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private TestJar(String symbolicName, String version) {
        header("Manifest-Version", "1.0")
                .header("Bundle-ManifestVersion", "2")
                .header("Bundle-SymbolicName", symbolicName)
                .header("Bundle-Version", version);
    }

    static TestJar bundle(String symbolicName, String version) {
        return new TestJar(symbolicName, version);
    }

    TestJar header(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    TestJar export(String clause) {
        return header("Export-Package", clause);
    }

    TestJar imports(String clause) {
        return header("Import-Package", clause);
    }

    /** Carries the class and starts with it. */
    TestJar activator(Class<?> activator) {
        carry(activator);
        return imports("org.osgi.framework").header("Bundle-Activator", activator.getName());
    }

    private void carry(Class<?> type) {
        var path = type.getName().replace('.', '/') + ".class";
        try (var in = type.getClassLoader().getResourceAsStream(path)) {
            entries.put(path, java.util.Objects.requireNonNull(in).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Carries the class as a component that gives the service. */
    TestJar component(Class<?> type, String service, String inner) {
        var path = "OSGI-INF/" + type.getSimpleName() + ".xml";
        carry(type);
        entries.put(
                path,
                ("<scr:component xmlns:scr='http://www.osgi.org/xmlns/scr/v1.3.0' name='" + type.getSimpleName()
                                + "'><implementation class='" + type.getName() + "'/><service><provide interface='"
                                + service + "'/></service>" + inner + "</scr:component>")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return header("Service-Component", path)
                .header(
                        "Require-Capability",
                        "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.3.0)(!(version>=2.0.0)))\"");
    }

    byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try (var jar = new JarOutputStream(bytes, manifest)) {
            for (var entry : entries.entrySet()) {
                jar.putNextEntry(new ZipEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
