package io.ripcord.lab;

import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.trust.SigningKey;
import io.ripcord.lab.probe.Stamp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * A feature that is made without a build, in as many versions as somebody wants: one bundle with one component, which
 * stamps a file when it is activated.
 *
 * @param bytes that each version has of its own and that do not compress
 * @param stamp the file
 */
public record NumberedFeature(int bytes, Path stamp) {
    private static final String CLASS = Stamp.class.getName().replace('.', '/') + ".class";

    /** What a device calls this version. */
    public static String version(int number) {
        return number + ".0.0";
    }

    public SignedFeature signed(int number, SigningKey key) throws IOException {
        var feature = JsonObject.EMPTY
                .with("feature-resource-version", "1.0")
                .with("id", "example.stamp:stamp:" + version(number))
                .with(
                        "bundles",
                        new JsonArray(List.of(
                                JsonObject.EMPTY.with("id", "example.stamp:example.stamp:" + version(number)))));
        return SignedFeature.of(feature, List.of(bundle(number)), key);
    }

    public byte[] bundle(int number) throws IOException {
        var manifest = new Manifest();
        var headers = manifest.getMainAttributes();
        headers.putValue("Manifest-Version", "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "example.stamp");
        headers.putValue("Bundle-Version", version(number));
        headers.putValue("Service-Component", "OSGI-INF/stamp.xml");
        headers.putValue(
                "Require-Capability",
                "osgi.extender;filter:=\"(&(osgi.extender=osgi.component)(version>=1.5)(!(version>=2)))\"");
        var jar = new ByteArrayOutputStream();
        try (var out = new JarOutputStream(jar, manifest)) {
            add(out, "OSGI-INF/stamp.xml", component().getBytes(StandardCharsets.UTF_8));
            try (var code = Stamp.class.getClassLoader().getResourceAsStream(CLASS)) {
                if (code == null) {
                    throw new IOException("The class " + CLASS + " is not on the class path.");
                }
                add(out, CLASS, code.readAllBytes());
            }
            var filler = new byte[bytes];
            new Random(number).nextBytes(filler);
            add(out, "filler", filler);
        }
        return jar.toByteArray();
    }

    private String component() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.5.0" name="example.stamp" immediate="true" activate="activate">
                  <property name="stamp" type="String" value="%s"/>
                  <implementation class="%s"/>
                </scr:component>
                """.formatted(stamp, Stamp.class.getName());
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTime(0);
        jar.putNextEntry(entry);
        jar.write(content);
    }
}
