package io.ripcord.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.ArtifactStore.Reception;
import io.ripcord.api.disk.DiskCalls;
import io.ripcord.api.disk.DiskPoint;
import io.ripcord.api.disk.DurableFiles;
import io.ripcord.api.trust.Digest;
import io.ripcord.testkit.FaultyDisk;
import io.ripcord.testkit.FaultyDisk.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything that the host writes, with a fault at every single call to the disk: what is told is what is there. */
class DiskFaultTest {
    private static final byte[] BYTES = new byte[Reception.BLOCK * 2 + 17];
    private static final byte[] WRONG = new byte[10];
    private static final Artifact ARTIFACT;

    static {
        new Random(1).nextBytes(BYTES);
        ARTIFACT = new Artifact(Digest.of(BYTES), BYTES.length);
    }

    @TempDir
    Path folder;

    /** A thing that is done, all or nothing; returns normally only if all of it was done. */
    private interface Deed {
        void run(DiskCalls disk) throws IOException;
    }

    @Test
    void every_point_is_reached() throws IOException {
        var reached = EnumSet.noneOf(DiskPoint.class);
        for (var deed : List.<Deed>of(
                this::replace,
                this::overwrite,
                this::append,
                this::appendToFresh,
                this::put,
                this::receive,
                this::receivePartly,
                this::receiveWrong)) {
            var disk = new FaultyDisk();
            prepare();
            deed.run(disk);
            reached.addAll(disk.reached());
        }
        var failing = new FaultyDisk().failing(Fault.EIO, 1);
        assertTrue(fails(this::append, failing));
        reached.addAll(failing.reached());
        assertEquals(EnumSet.allOf(DiskPoint.class), reached, "points that nothing reaches");
    }

    @ParameterizedTest
    @EnumSource
    void a_replaced_file_is_old_or_new(Fault fault) throws IOException {
        each(fault, this::replace, (told, _) -> {
            var content = Files.readString(folder.resolve("f/file"));
            assertTrue(content.equals("new") || (!told && content.equals("old")), content);
            new DurableFiles(new FaultyDisk()).replace(folder.resolve("f/file"), new byte[0]);
            assertEquals(1, files("f"), "nothing is left aside");
        });
    }

    @ParameterizedTest
    @EnumSource
    void an_overwritten_file_is_there_when_it_was_told_of(Fault fault) throws IOException {
        each(
                fault,
                this::overwrite,
                (told, _) -> assertTrue(
                        !told || Files.readString(folder.resolve("f/slot")).equals("new")));
    }

    @ParameterizedTest
    @EnumSource
    void an_append_is_there_or_not(Fault fault) throws IOException {
        each(fault, this::append, (told, disk) -> {
            var content = Files.readString(folder.resolve("l/log"));
            boolean torn = fault == Fault.KILL_AFTER && "old new".startsWith(content);
            assertTrue(content.equals("old new") || (!told && (content.equals("old ") || torn)), content);
            assertTrue(
                    told || !disk.hasStruck() || fault != Fault.EIO || content.equals("old "), "it was cut off again");
        });
    }

    @ParameterizedTest
    @EnumSource
    void an_artifact_that_is_put_is_there_whole_or_not_at_all(Fault fault) throws IOException {
        each(fault, this::put, this::wholeOrNotAtAll);
    }

    @ParameterizedTest
    @EnumSource
    void an_artifact_that_is_received_is_there_whole_or_not_at_all(Fault fault) throws IOException {
        each(fault, this::receive, this::wholeOrNotAtAll);
    }

    private void wholeOrNotAtAll(boolean told, FaultyDisk disk) throws IOException {
        var store = store(new FaultyDisk());
        var found = store.find(ARTIFACT.sha256());
        assertTrue(found.isPresent() || !told);
        if (found.isPresent()) {
            assertArrayEquals(BYTES, Files.readAllBytes(found.get()));
        }
        receive(new FaultyDisk());
        assertArrayEquals(
                BYTES, Files.readAllBytes(store.find(ARTIFACT.sha256()).orElseThrow()));
        assertEquals(1, files("artifacts/complete"));
        assertEquals(0, files("artifacts/partial"), "nothing is left over");
    }

    @Test
    void a_sync_that_failed_is_not_made_good_by_the_next() throws IOException {
        var dry = new FaultyDisk();
        prepare();
        receive(dry);
        var disk = new FaultyDisk().failing(Fault.EIO, first(DiskPoint.BLOCKS_SYNC, dry));
        prepare();
        var store = store(disk);
        try (var reception = store.receive(ARTIFACT)) {
            writeAll(reception);
            assertTrue(fails(_ -> reception.complete(), disk));
            assertTrue(fails(_ -> reception.complete(), disk), "the sync within would succeed now");
        }
        assertTrue(store.find(ARTIFACT.sha256()).isEmpty());
        assertEquals(0, files("artifacts/partial"), "what may not be on disk is asked for again");
    }

    @Test
    void what_is_received_in_part_and_not_synced_is_asked_for_again() throws IOException {
        var dry = new FaultyDisk();
        prepare();
        receivePartly(dry);
        for (var point : List.of(DiskPoint.BLOCKS_SYNC, DiskPoint.CLAIMS_SYNC)) {
            prepare();
            assertTrue(fails(this::receivePartly, new FaultyDisk().failing(Fault.EIO, first(point, dry))));
            assertEquals(0, files("artifacts/partial"), () -> "after " + point);
        }
    }

    @Test
    void an_artifact_whose_folder_could_not_be_synced_is_gone_and_can_come_again() throws IOException {
        var dry = new FaultyDisk();
        prepare();
        receive(dry);
        prepare();
        var disk = new FaultyDisk().failing(Fault.EIO, first(DiskPoint.PUBLISH_SYNC_FOLDER, dry));
        var store = store(disk);
        try (var reception = store.receive(ARTIFACT)) {
            writeAll(reception);
            reception.complete();
        }
        assertTrue(fails(_ -> store.secure(), disk));
        assertTrue(store.find(ARTIFACT.sha256()).isEmpty(), "the next sync would call it sure");
        receive(new FaultyDisk());
        assertEquals(1, files("artifacts/complete"));
    }

    private static int first(DiskPoint point, FaultyDisk of) {
        return of.made().stream().map(FaultyDisk.Made::point).toList().indexOf(point);
    }

    private interface Look {
        void at(boolean told, FaultyDisk disk) throws IOException;
    }

    /** Does it once without a fault to count the calls, then with one at each. */
    private void each(Fault fault, Deed deed, Look look) throws IOException {
        prepare();
        var dry = new FaultyDisk();
        deed.run(dry);
        look.at(true, dry);
        for (int call = 0; call < dry.made().size(); call++) {
            prepare();
            var disk = new FaultyDisk().failing(fault, call);
            boolean told = !fails(deed, disk);
            assertTrue(disk.hasStruck(), "call " + call);
            look.at(told, disk);
        }
    }

    private static boolean fails(Deed deed, DiskCalls disk) {
        try {
            deed.run(disk);
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private void prepare() throws IOException {
        for (var store : List.of("complete", "partial")) {
            var files = folder.resolve("artifacts").resolve(store).toFile().listFiles();
            for (var file : files == null ? new java.io.File[0] : files) {
                Files.delete(file.toPath());
            }
        }
        Files.createDirectories(folder.resolve("f"));
        Files.writeString(folder.resolve("f/file"), "old");
        Files.createDirectories(folder.resolve("l"));
        Files.writeString(folder.resolve("l/log"), "old ");
    }

    private void replace(DiskCalls disk) throws IOException {
        new DurableFiles(disk).replace(folder.resolve("f/file"), bytes("new"));
    }

    private void overwrite(DiskCalls disk) throws IOException {
        Files.deleteIfExists(folder.resolve("f/slot"));
        new DurableFiles(disk).overwrite(folder.resolve("f/slot"), bytes("new"));
    }

    private void append(DiskCalls disk) throws IOException {
        new DurableFiles(disk).append(folder.resolve("l/log"), bytes("new"), true);
    }

    private void appendToFresh(DiskCalls disk) throws IOException {
        Files.deleteIfExists(folder.resolve("l/log"));
        append(disk);
    }

    private void put(DiskCalls disk) throws IOException {
        store(disk).put(ARTIFACT, new ByteArrayInputStream(BYTES));
    }

    private void receive(DiskCalls disk) throws IOException {
        var store = store(disk);
        try (var reception = store.receive(ARTIFACT)) {
            writeAll(reception);
            reception.complete();
        }
        store.secure();
    }

    private void receivePartly(DiskCalls disk) throws IOException {
        try (var reception = store(disk).receive(ARTIFACT)) {
            writeAll(reception);
        }
    }

    private void receiveWrong(DiskCalls disk) throws IOException {
        try (var reception = store(disk).receive(new Artifact(Digest.of("else"), WRONG.length))) {
            reception.write(0, WRONG);
            assertTrue(fails(_ -> reception.complete(), disk));
        }
    }

    private static void writeAll(Reception reception) throws IOException {
        for (int block : reception.missing().stream().toArray()) {
            reception.write(
                    block,
                    Arrays.copyOfRange(
                            BYTES, block * Reception.BLOCK, Math.min(BYTES.length, (block + 1) * Reception.BLOCK)));
        }
    }

    private DiskArtifactStore store(DiskCalls disk) throws IOException {
        return new DiskArtifactStore(
                folder.resolve("artifacts"),
                new Room.Limits(Long.MAX_VALUE, 0),
                () -> 0,
                InstantSource.system(),
                new StateDisk(folder, disk));
    }

    private int files(String of) throws IOException {
        try (var files = Files.list(folder.resolve(of))) {
            return (int) files.count();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
