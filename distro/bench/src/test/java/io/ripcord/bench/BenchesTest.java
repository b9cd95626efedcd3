package io.ripcord.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of the benchmarks says what the code says. */
final class BenchesTest {
    private static final Path PAGE = Path.of("../docs/benchmarks.md");
    private static final Pattern SECTION = Pattern.compile("\n## (\\S+)\n(.*?)(?=\n## |\\z)", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("\n\\| `(\\w+)` \\| .*? \\|(.*?)\\|");

    @Test
    void the_page_has_a_section_for_each_bench_and_no_other() throws IOException {
        assertEquals(
                Benches.ALL.stream().map(Bench::name).toList(),
                List.copyOf(sections().keySet()));
    }

    @Test
    void each_section_begins_with_what_is_measured() throws IOException {
        for (var bench : Benches.ALL) {
            var section = section(bench).strip();
            var first =
                    Character.toUpperCase(bench.what().charAt(0)) + bench.what().substring(1) + ".";
            assertTrue(section.startsWith(first), () -> "'" + first + "' should be first in\n" + section);
        }
    }

    @Test
    void each_section_has_the_keys_and_the_goals() throws IOException {
        for (var bench : Benches.ALL) {
            var rows = new LinkedHashMap<String, String>();
            ROW.matcher(section(bench))
                    .results()
                    .forEach(row -> rows.put(row.group(1), row.group(2).strip()));
            assertEquals(bench.keys(), List.copyOf(rows.keySet()));
            for (var goal : bench.goals()) {
                assertEquals(goal.text(), rows.remove(goal.key()), goal.key());
            }
            rows.forEach((key, goal) -> assertEquals("", goal, key));
        }
    }

    private static String section(Bench bench) throws IOException {
        return sections().getOrDefault(bench.name(), "");
    }

    private static Map<String, String> sections() throws IOException {
        var sections = new LinkedHashMap<String, String>();
        SECTION.matcher(Files.readString(PAGE))
                .results()
                .forEach(section -> sections.put(section.group(1), section.group(2)));
        return sections;
    }
}
