package io.ripcord.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.disk.Storage.Notice;
import io.ripcord.api.message.Event;
import io.ripcord.testkit.FaultyDisk;
import io.ripcord.testkit.FaultyDisk.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDiskTest {
    @TempDir
    Path state;

    private final FaultyDisk raw = new FaultyDisk();
    private final List<String> heard = new ArrayList<>();

    @Test
    void a_full_disk_is_told_of_once_and_its_recovery_when_a_probe_can_be_written() throws IOException {
        var disk = new StateDisk(state, raw);
        disk.listen(notice -> heard.add(notice.name()));
        raw.failing(Fault.ENOSPC, 0);
        for (int i = 0; i < 3; i++) {
            assertThrows(IOException.class, () -> disk.files().replace(state.resolve("file"), new byte[1]));
            disk.look();
        }
        assertEquals(List.of(Event.STORAGE_FAILING), heard);
        assertTrue(disk.trouble().orElseThrow().contains("No space left on device"));
        raw.heal();
        disk.look();
        assertEquals(List.of(Event.STORAGE_FAILING, Event.STORAGE_RECOVERED), heard);
        assertTrue(disk.trouble().isEmpty());
        assertFalse(Files.exists(state.resolve("disk-probe")));
    }

    @Test
    void a_damaged_file_is_told_of_once_also_to_one_who_comes_later() throws Exception {
        var disk = new StateDisk(state, raw);
        disk.damaged(state.resolve("state/local.a"), "the other copy is used");
        disk.damaged(state.resolve("state/local.a"), "the other copy is used");
        List<Notice> notices = new ArrayList<>();
        disk.listen(notices::add).close();
        assertEquals(
                List.of("state/local.a was found damaged; the other copy is used"),
                notices.stream().map(Notice::text).toList());
        assertEquals(List.of("state/local.a"), disk.damaged());
    }

    @Test
    void trouble_elsewhere_is_not_the_disks() {
        var disk = new StateDisk(state.resolve("state"), raw.failing(Fault.EIO, 1));
        assertThrows(IOException.class, () -> disk.files().replace(state.resolve("elsewhere/file"), new byte[1]));
        assertTrue(disk.trouble().isEmpty());
    }

    @Test
    void a_start_on_a_full_disk_is_counted_when_there_is_room_again() throws IOException {
        var file = state.resolve("boot-epoch");
        assertEquals(1, BootEpoch.next(file, InstantSource.system(), new StateDisk(state, raw)));
        var disk = new StateDisk(state, new FaultyDisk().failing(Fault.ENOSPC, 0));
        assertEquals(2, BootEpoch.next(file, InstantSource.system(), disk));
        assertEquals("1", Files.readString(file).strip());
        var healing = new FaultyDisk().failing(Fault.ENOSPC, 0);
        var healed = new StateDisk(state, healing);
        assertEquals(2, BootEpoch.next(file, InstantSource.system(), healed));
        healing.heal();
        healed.look();
        assertEquals("2", Files.readString(file).strip());
    }

    @Test
    void a_damaged_counter_goes_on_above_any_earlier_start_wherever_it_is_torn() throws IOException {
        var file = state.resolve("boot-epoch");
        for (var content : List.of("", "\n", "12\0", "-5", "x")) {
            Files.writeString(file, content);
            var disk = new StateDisk(state, raw);
            assertTrue(BootEpoch.next(file, InstantSource.system(), disk) > 1_000_000, content);
            assertEquals(List.of("boot-epoch"), disk.damaged());
        }
    }
}
