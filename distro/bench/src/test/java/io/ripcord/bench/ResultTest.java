package io.ripcord.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResultTest {
    private static final Figures FIGURES = Figures.NONE.with("ratio", 0.29049).with("time_ms", 1900);

    @TempDir
    Path folder;

    @Test
    void is_one_line_of_json() {
        var result = new Result(new ProbeBench(FIGURES, new Goal("ratio", "<= 0.3")), FIGURES, false);
        assertEquals(
                "{\"bench\":\"probe\",\"figures\":{\"time_ms\":1900,\"ratio\":0.29},"
                        + "\"goals\":{\"ratio\":\"<= 0.3\"},\"met\":true}",
                result.json().text());
    }

    @Test
    void a_missed_goal_is_told() {
        var bench = new ProbeBench(FIGURES, new Goal("ratio", "<= 0.3"), new Goal("time_ms", "< 1900"));
        assertFalse(new Result(bench, FIGURES, false).met());
    }

    @Test
    void figures_are_those_that_were_promised() {
        var bench = new ProbeBench(FIGURES);
        assertThrows(IllegalArgumentException.class, () -> new Result(bench, Figures.NONE.with("ratio", 1), false));
        assertThrows(IllegalArgumentException.class, () -> new Result(bench, FIGURES.with("more", 1), false));
    }

    @ParameterizedTest
    @CsvSource({
        "<= 2, true",
        "<= 1.5, false",
        "< 2, false",
        "< 2.001, true",
        ">= 2, true",
        "> 2, false",
        "> -3, true",
        "== 2.0, true",
        "== 1, false"
    })
    void a_goal_compares_numbers(String goal, boolean met) {
        assertEquals(met, new Goal("ratio", goal).met(Figures.NONE.with("ratio", 2)));
    }

    @Test
    void a_goal_that_says_nothing_is_refused() {
        for (var text : List.of("", "0.3", "<=0.3", "<= fast", "about 3")) {
            assertThrows(IllegalArgumentException.class, () -> new Goal("ratio", text), text);
        }
    }

    @Test
    void a_shorter_run_says_so() throws Exception {
        assertFalse(measured(Effort.FULL).isShort());
        assertTrue(measured(new Effort(OptionalInt.of(1), false)).isShort());
        assertFalse(measured(new Effort(OptionalInt.of(20), false)).isShort());
        var quick = measured(new Effort(OptionalInt.empty(), true));
        assertTrue(quick.isShort());
        assertTrue(quick.json().text().endsWith("\"short\":true}"), quick.json()::text);
    }

    @Test
    void the_median_is_the_middle() {
        assertEquals(2, Median.of(List.of(3L, 1L, 2L)));
        assertEquals(2.5, Median.of(List.of(4L, 1L, 3L, 2L)));
    }

    private Result measured(Effort effort) throws Exception {
        var progress = new ArrayList<String>();
        var result = Benches.measure(new ProbeBench(FIGURES), new Bed(folder, folder, effort, progress::add));
        assertEquals(List.of("measuring"), progress);
        return result;
    }
}
