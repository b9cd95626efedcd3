package io.ripcord.launcher.assembly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.VersionRange;

/** What a resolved {@code .bndrun} and the one file that it includes say about a run. */
record Bndrun(List<String> classPath, List<RunBundle> bundles) {
    private static final Pattern BUNDLE = Pattern.compile("([\\w.-]+);version='([^']+)'(?:;startlevel=(\\d+))?");

    /** One entry of {@code -runbundles}. */
    record RunBundle(String symbolicName, VersionRange versions, int startLevel) {}

    static Bndrun read(Path file) throws IOException {
        var own = load(file);
        var all = new Properties();
        var included = own.getProperty("-include");
        if (included != null) {
            all.putAll(load(Path.of(withoutPriority(included)
                    .replace("${.}", file.resolveSibling(".").toString()))));
        }
        all.putAll(own);
        var runPath = Arrays.stream(required(all, "-runpath", file).split(",")).map(String::strip);
        return new Bndrun(
                Stream.concat(Stream.of(required(all, "-runfw", file)), runPath).toList(),
                bundles(required(all, "-runbundles", file)));
    }

    /** A tilde says that the including file's values go before the included ones, as they do here always. */
    private static String withoutPriority(String included) {
        return included.startsWith("~") ? included.substring(1) : included;
    }

    private static List<RunBundle> bundles(String text) {
        return BUNDLE.matcher(text)
                .results()
                .map(entry ->
                        new RunBundle(entry.group(1), new VersionRange(entry.group(2)), startLevel(entry.group(3))))
                .toList();
    }

    private static int startLevel(@Nullable String digits) {
        return digits == null ? 1 : Integer.parseInt(digits);
    }

    private static String required(Properties properties, String key, Path file) {
        var value = properties.getProperty(key);
        if (value == null) {
            throw new IllegalArgumentException("Cannot assemble from " + file + ": it has no " + key
                    + "; resolve it with -Drunbundles.frozen=false");
        }
        return value.strip();
    }

    /** bnd's files have the syntax of properties, as far as we use it. */
    private static Properties load(Path file) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
