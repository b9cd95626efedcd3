package io.ripcord.lab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Values that nobody could have by accident, and the search for them: as they are, in Base64 at any offset, hex, UTF-16. */
final class Markers {
    private final Map<String, String> values = new LinkedHashMap<>();

    /** A new value: letters, digits and what an URL or JSON would have to write otherwise. */
    String make(String name) {
        var random = new byte[9];
        new java.security.SecureRandom().nextBytes(random);
        return note(name, "m/" + HexFormat.of().formatHex(random) + "&<" + name);
    }

    /** A value that somebody else made. */
    String note(String name, String value) {
        values.put(name, value);
        return value;
    }

    /** The markers that are found, as {@code where: which as what}. */
    Set<String> in(String where, byte[] content) {
        Set<String> found = new TreeSet<>();
        var text = new String(content, StandardCharsets.ISO_8859_1);
        values.forEach((name, value) -> forms(value).forEach((form, pattern) -> {
            if (text.contains(pattern)) {
                found.add(where + ": " + name + " as " + form);
            }
        }));
        return found;
    }

    /** In all files below, but for folders of that name. */
    Set<String> below(Path folder, Set<String> without) throws IOException {
        Set<String> found = new TreeSet<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
                var own = folder.relativize(each).toString();
                return without.contains(own) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    found.addAll(in(folder.relativize(file).toString(), Files.readAllBytes(file)));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private static Map<String, String> forms(String value) {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("text", value);
        forms.put("escaped", value.replace("/", "\\/"));
        forms.put("url", java.net.URLEncoder.encode(value, StandardCharsets.UTF_8));
        forms.put("html", value.replace("&", "&amp;").replace("<", "&lt;"));
        forms.put("utf-16", new String(value.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1));
        var hex = HexFormat.of().formatHex(bytes);
        forms.put("hex", hex);
        forms.put("HEX", hex.toUpperCase(Locale.ROOT));
        for (int offset = 0; offset < 3; offset++) {
            forms.put("base64 at " + offset, inner(Base64.getEncoder().encodeToString(shifted(bytes, offset)), offset));
            forms.put(
                    "base64url at " + offset,
                    inner(Base64.getUrlEncoder().encodeToString(shifted(bytes, offset)), offset));
        }
        return forms;
    }

    private static byte[] shifted(byte[] bytes, int offset) {
        return ByteBuffer.allocate(offset + bytes.length).put(offset, bytes).array();
    }

    /** Without the letters that also depend on what is before and behind. */
    private static String inner(String base64, int offset) {
        var whole = base64.replace("=", "");
        return whole.substring(offset == 0 ? 0 : offset + 1, whole.length() - 2);
    }

    String value(String name) {
        return java.util.Objects.requireNonNull(values.get(name), name);
    }

    List<String> names() {
        return new ArrayList<>(values.keySet());
    }
}
