package io.ripcord.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class PercentileTest {
    @Test
    void so_many_of_a_hundred_do_not_exceed_it() {
        var values = LongStream.rangeClosed(1, 200).boxed().toList().reversed();
        assertEquals(198, Percentile.of(99, values));
        assertEquals(200, Percentile.of(100, values));
        assertEquals(7, Percentile.of(99, List.of(7L)));
    }
}
