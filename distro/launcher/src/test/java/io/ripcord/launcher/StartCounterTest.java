package io.ripcord.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every count of bad starts with everything that may happen to a start. */
final class StartCounterTest {
    @TempDir
    Path folder;

    /** What becomes of the start that is under way. */
    private enum Event {
        DIES,
        HEALTHY,
        ENDED_FROM_OUTSIDE,
        HEALTHY_THEN_DIES
    }

    @ParameterizedTest
    @CsvSource({
        // before, leave, mode without and with a provisional change, count after each event
        "0, false, NORMAL, NORMAL, 1, 0, 0",
        "1, false, NORMAL, NORMAL, 2, 0, 1",
        "2, false, NORMAL, NORMAL, 3, 0, 2",
        "3, false, NORMAL, FALLBACK, 4, 0, 3",
        "4, false, NORMAL, FALLBACK, 5, 0, 4",
        "5, false, NORMAL, FALLBACK, 6, 0, 5",
        "6, false, SAFE, SAFE, 7, 6, 6",
        "9, false, SAFE, SAFE, 10, 6, 9",
        "0, true, NORMAL, NORMAL, 1, 0, 0",
        "2, true, NORMAL, NORMAL, 3, 0, 2",
        "6, true, NORMAL, FALLBACK, 4, 0, 3",
        "9, true, NORMAL, FALLBACK, 4, 0, 3"
    })
    void each_start_has_its_mode_and_leaves_its_count(
            int before, boolean leave, StartMode plain, StartMode provisional, int died, int healthy, int ended)
            throws IOException {
        assertEquals(plain, StartMode.after(begin(before, leave).before(), false));
        assertEquals(provisional, StartMode.after(begin(before, leave).before(), true));
        assertEquals(died, after(before, leave, Event.DIES));
        assertEquals(healthy, after(before, leave, Event.HEALTHY));
        assertEquals(healthy, after(before, leave, Event.HEALTHY_THEN_DIES));
        assertEquals(ended, after(before, leave, Event.ENDED_FROM_OUTSIDE));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "2, 0", "4, 0", "7, 6"})
    void a_start_that_is_counted_elsewhere_only_counts_when_it_turns_out_well(int before, int healthy)
            throws IOException {
        Files.writeString(file(), before + "\n");
        var counter = StartCounter.begin(file(), false, true);
        assertEquals(before, Integer.parseInt(Files.readString(file()).strip()));
        counter.healthy();
        assertEquals(healthy, Integer.parseInt(Files.readString(file()).strip()));
    }

    private int after(int before, boolean leave, Event event) throws IOException {
        var counter = begin(before, leave);
        switch (event) {
            case DIES -> {}
            case HEALTHY -> counter.healthy();
            case ENDED_FROM_OUTSIDE -> counter.withdraw();
            case HEALTHY_THEN_DIES -> {
                counter.healthy();
                counter.withdraw();
            }
        }
        return Integer.parseInt(Files.readString(file()).strip());
    }

    private StartCounter begin(int before, boolean leave) throws IOException {
        Files.writeString(file(), before + "\n");
        return StartCounter.begin(file(), leave, false);
    }

    private Path file() {
        return folder.resolve("starts");
    }
}
