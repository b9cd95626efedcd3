package io.ripcord.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StartModeTest {

    @ParameterizedTest
    @CsvSource({
        "0, false, NORMAL",
        "2, true, NORMAL",
        "3, true, FALLBACK",
        "5, true, FALLBACK",
        "3, false, NORMAL",
        "5, false, NORMAL",
        "6, true, SAFE",
        "6, false, SAFE",
        "99, false, SAFE"
    })
    void falls_back_after_three_bad_starts_and_to_safe_mode_after_three_more(
            int badStarts, boolean provisional, StartMode mode) {
        assertEquals(mode, StartMode.after(badStarts, provisional));
    }
}
