package io.ripcord.system.base;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.BaseManifest;
import io.ripcord.api.change.AfterRestart;
import io.ripcord.api.change.Refusal;
import io.ripcord.api.domain.Health;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.Envelope;
import io.ripcord.testkit.FakeHost;
import io.ripcord.testkit.FakeSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The base's way from a signed manifest to a folder beside the old one, a trial, and its end. */
final class BaseControllerTest {
    @TempDir
    Path root;

    private final FakeSigner signer = new FakeSigner();
    private final FakeHost host = new FakeHost();
    private final Map<Digest, Path> uploaded = new HashMap<>();
    private BaseShelf shelf;
    private BasePointer pointer;
    private Path home;

    @BeforeEach
    void makeBase() throws IOException {
        home = folder("home", "old");
        sign(home, signer, 5, 4);
        shelf = new BaseShelf(root.resolve("state/base"), home, signer);
        pointer = new BasePointer(host, root.resolve("state/base/pointer"));
    }

    @Test
    void a_base_is_laid_beside_the_old_one_tried_and_waited_for() throws Exception {
        var next = upload(folder("next", "new"), signer, 6, 0);
        uploaded.keySet().removeIf(digest -> digest.equals(digestOf(home.resolve("lib/same.jar"))));
        var unit = unit(next, false);
        unit.prepare(this::fetch);
        var place = root.resolve("state/base").resolve(next.sha256().hex());
        assertEquals("new", Files.readString(place.resolve("bundles.list")));
        assertEquals("same", Files.readString(place.resolve("lib/same.jar")), "what the old base has is not fetched");
        assertTrue(Files.isExecutable(place.resolve("bin/run")));
        assertFalse(Files.exists(pointer.file()), "prepare has no effect");
        assertThrows(AfterRestart.class, () -> unit.steps().getFirst().apply());
        assertEquals("trial " + next.sha256().hex() + " 0\n", Files.readString(pointer.file()));
        var after = unit(next, true);
        after.prepare(this::fetch);
        after.steps().getFirst().apply();
        assertTrue(after.health() instanceof Health.Waiting);
        Files.writeString(pointer.file(), "runs " + next.sha256().hex() + "\n");
        assertEquals(new Health.Passing(), after.health());
        Files.createDirectories(root.resolve("state/base/older"));
        after.commit();
        assertFalse(Files.exists(root.resolve("state/base/older")));
        assertTrue(Files.isDirectory(place));
    }

    @Test
    void a_base_that_did_not_last_is_not_tried_again() throws Exception {
        var next = upload(folder("next", "new"), signer, 6, 0);
        Files.createDirectories(pointer.file().getParent());
        Files.writeString(pointer.file(), "failed " + next.sha256().hex() + "\n");
        var unit = new BaseUnit(next, shelf, pointer, false, Optional.of("it ran out of memory"));
        unit.prepare(this::fetch);
        var step = unit.steps().getFirst();
        var refusal = assertThrows(Refusal.class, step::apply);
        assertTrue(
                refusal.getMessage().contains("three times and did not last; at last: it ran out of memory."),
                refusal.getMessage());
        step.undo();
        assertEquals("failed " + next.sha256().hex() + "\n", Files.readString(pointer.file()));
    }

    @Test
    void a_base_of_a_foreign_signer_is_refused() throws Exception {
        var next = upload(folder("next", "new"), new FakeSigner(), 6, 0);
        var refusal = assertThrows(Refusal.class, () -> unit(next, false).prepare(this::fetch));
        assertTrue(refusal.getMessage().contains("not trusted"), refusal.getMessage());
        assertFalse(Files.exists(root.resolve("state/base")));
    }

    @Test
    void a_base_below_the_floor_of_the_one_that_runs_is_refused() throws Exception {
        var next = upload(folder("next", "new"), signer, 3, 0);
        var refusal = assertThrows(Refusal.class, () -> unit(next, false).prepare(this::fetch));
        assertTrue(refusal.getMessage().contains("only 4 and later"), refusal.getMessage());
        unit(upload(folder("least", "least"), signer, 4, 0), false).prepare(this::fetch);
    }

    @Test
    void a_base_of_which_a_file_is_missing_leaves_nothing_that_could_be_started() throws Exception {
        var next = upload(folder("next", "new"), signer, 6, 0);
        uploaded.remove(Digest.of("new"));
        assertThrows(Refusal.class, () -> unit(next, false).prepare(this::fetch));
        assertFalse(
                Files.exists(root.resolve("state/base").resolve(next.sha256().hex())));
    }

    @Test
    void a_manifest_that_leaves_its_folder_is_none() {
        var file = "{\"path\":\"lib/../../x\",\"sha256\":\"" + "0".repeat(64) + "\",\"size\":1}";
        var bytes = ("{\"version\":\"1\",\"release\":1,\"files\":[" + file + "]}").getBytes(UTF_8);
        assertThrows(BadDocument.class, () -> BaseManifest.parse(bytes));
    }

    @Test
    void a_trial_that_is_given_up_leaves_the_rest_of_the_pointer() throws Exception {
        Files.createDirectories(pointer.file().getParent());
        Files.writeString(pointer.file(), "came-with aa\nruns bb\ntrial cc 2\n");
        pointer.giveUp();
        assertEquals("came-with aa\nruns bb\n", Files.readString(pointer.file()));
    }

    private BaseUnit unit(Artifact release, boolean runs) {
        return new BaseUnit(release, shelf, pointer, runs, Optional.empty());
    }

    private Path fetch(Artifact artifact) throws IOException {
        var path = uploaded.get(artifact.sha256());
        if (path == null) {
            throw new IOException("it is not here");
        }
        return path;
    }

    private Path folder(String name, String content) throws IOException {
        var folder = root.resolve(name);
        Files.createDirectories(folder.resolve("lib"));
        Files.createDirectories(folder.resolve("bin"));
        Files.writeString(folder.resolve("bundles.list"), content);
        Files.writeString(folder.resolve("lib/same.jar"), "same");
        Files.writeString(folder.resolve("bin/run"), "#!" + content);
        assertTrue(folder.resolve("bin/run").toFile().setExecutable(true));
        return folder;
    }

    private Artifact upload(Path folder, FakeSigner by, long release, long floor) throws IOException {
        var signed = sign(folder, by, release, floor);
        try (var tree = Files.walk(folder)) {
            tree.filter(Files::isRegularFile).forEach(file -> uploaded.put(digestOf(file), file));
        }
        return signed;
    }

    private static Artifact sign(Path folder, FakeSigner by, long release, long floor) throws IOException {
        var manifest = BaseManifest.of(folder, "r" + release, release, floor);
        var envelope = by.sign(Envelope.BASE, manifest.encode()).encode();
        Files.write(folder.resolve(BaseManifest.SIGNED), envelope);
        return new Artifact(Digest.of(envelope), envelope.length);
    }

    private static Digest digestOf(Path file) {
        try {
            return Digest.of(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
