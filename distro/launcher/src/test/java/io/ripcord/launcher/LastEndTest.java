package io.ripcord.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LastEndTest {

    @ParameterizedTest
    @CsvSource({
        "3, true, ran out of memory",
        "0, true, 'without order, with code 0'",
        "1, true, 'without order, with code 1'",
        "134, true, crashed with signal 6",
        "139, true, crashed with signal 11",
        "137, false, was killed",
        "silent 60, true, did not answer for 60 s",
        "silent, false, ''",
        "rubbish, false, ''"
    })
    void tells_an_end_of_its_own_doing_from_one_from_outside(String seen, boolean ownDoing, String words) {
        var end = LastEnd.of(seen);
        assertEquals(ownDoing, end.ownDoing());
        assertTrue(end.reason().contains(words), end.reason());
    }

    @Test
    void what_the_process_said_itself_counts_and_is_told_once(@TempDir Path root) throws IOException {
        var state = new StateFolder(root);
        Files.createDirectories(root.resolve("run"));
        Files.writeString(state.seenEnd(), "11\n");
        state.end("bundle x ended the process");
        assertEquals(new LastEnd("bundle x ended the process", true), LastEnd.take(state));
        assertFalse(LastEnd.take(state).ownDoing());
    }
}
