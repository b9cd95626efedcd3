package io.ripcord.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.lab.linux.LiveProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LedgerTest {
    @TempDir
    Path folder;

    private Path file;
    private Ledger ledger;

    @BeforeEach
    void begins_a_ledger() {
        file = folder.resolve("ledger");
        ledger = new Ledger(file);
        ledger.begin();
    }

    @Test
    void names_nothing_where_there_is_no_file() {
        assertEquals(List.of(), new Ledger(folder.resolve("other")).entries());
    }

    @Test
    void reads_back_what_was_added() {
        LiveProcess first = new LiveProcess(4, 5, "device");
        LiveProcess second = new LiveProcess(6, 7, "device");
        ledger.add(new Ledger.Started(first));
        ledger.add(new Ledger.Noted("pages", "https://127.0.0.1:8443 for you"));
        ledger.add(new Ledger.Started(second));
        assertEquals(Optional.of(second), ledger.process("device"));
        assertEquals(List.of(first, second), ledger.processes().toList());
        assertEquals(Optional.of("https://127.0.0.1:8443 for you"), ledger.note("pages"));
    }

    @Test
    void ignores_a_line_that_a_crash_cut_short() throws IOException {
        ledger.add(new Ledger.Started(new LiveProcess(4, 5, "device")));
        Files.writeString(file, "process 1", StandardOpenOption.APPEND);
        assertEquals(1, ledger.entries().size());
    }

    @Test
    void forgets_what_an_earlier_boot_of_the_machine_started() throws IOException {
        Files.writeString(file, "boot 00000000-0000-0000-0000-000000000000\nprocess 4 5 device\n");
        assertEquals(List.of(), ledger.entries());
    }

    @Test
    void ends_what_it_names_and_only_that() throws IOException {
        Process named = new ProcessBuilder("sleep", "60").start();
        Process other = new ProcessBuilder("sleep", "60").start();
        LiveProcess reused = new LiveProcess(other.pid(), 1, "earlier process of this number");
        ledger.add(new Ledger.Started(LiveProcess.of(named.pid(), "named").orElseThrow()));
        ledger.add(new Ledger.Started(reused));
        ledger.endAll();
        assertFalse(named.isAlive());
        assertTrue(other.isAlive());
        assertFalse(Files.exists(file));
        other.destroy();
    }
}
