package io.ripcord.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a JVM had its classes from, by its log {@code class+load}.
 *
 * @param fromCache those that {@code start.aot} had
 * @param others how many by place: a jar, a module of Java, or made while it ran, as lambdas are
 */
record ClassLoads(int fromCache, Map<String, Integer> others) {
    private static final String SOURCE = " source: ";

    static ClassLoads of(List<String> lines) {
        int fromCache = 0;
        var others = new TreeMap<String, Integer>();
        for (var line : lines) {
            int at = line.indexOf(SOURCE);
            if (at < 0) {
                continue;
            }
            var source = line.substring(at + SOURCE.length()).strip();
            if (source.startsWith("shared objects file")) {
                fromCache++;
            } else {
                others.merge(place(source), 1, Integer::sum);
            }
        }
        return new ClassLoads(fromCache, others);
    }

    private static String place(String source) {
        if (source.startsWith("jrt:")) {
            return source;
        }
        return source.contains("/") ? source.substring(source.lastIndexOf('/') + 1) : "made while it ran";
    }

    List<String> lines() {
        int rest = others.values().stream().mapToInt(Integer::intValue).sum();
        var lines = new ArrayList<String>();
        lines.add("%d classes, %d of them from start.aot; the others:".formatted(fromCache + rest, fromCache));
        others.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(place -> lines.add("%6d  %s".formatted(place.getValue(), place.getKey())));
        return lines;
    }
}
