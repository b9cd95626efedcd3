package io.ripcord.system.base;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.BaseManifest;
import io.ripcord.api.artifact.Fetcher;
import io.ripcord.api.change.Refusal;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.Envelope;
import io.ripcord.api.trust.UntrustedException;
import io.ripcord.api.trust.Verifier;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The bases that lie beside the one that the device came with, each in a folder named by its signed manifest. A folder is
 * there as a whole or not at all; it is never written to again.
 */
final class BaseShelf {
    private final Path folder;
    private final Path home;
    private final Verifier verifier;

    /** @param home the base that runs: what it has already need not be fetched */
    BaseShelf(Path folder, Path home, Verifier verifier) {
        this.folder = folder;
        this.home = home;
        this.verifier = verifier;
    }

    /** The base that runs, if it is a signed one. */
    Optional<Artifact> running() throws IOException {
        var signed = home.resolve(BaseManifest.SIGNED);
        return Files.exists(signed)
                ? Optional.of(new Artifact(Digest.of(signed), Files.size(signed)))
                : Optional.empty();
    }

    /** What the base that runs says of itself; its signature was verified before it came here. */
    Optional<BaseManifest> runningManifest() throws IOException {
        var signed = home.resolve(BaseManifest.SIGNED);
        return Files.exists(signed)
                ? Optional.of(BaseManifest.parse(
                        Envelope.parse(Files.readAllBytes(signed)).payload()))
                : Optional.empty();
    }

    /** What it consists of, if its signed manifest is that file; trust is not asked. */
    static Optional<BaseManifest> read(Path signed) {
        try {
            return Optional.of(BaseManifest.parse(
                    Envelope.parse(Files.readAllBytes(signed)).payload()));
        } catch (IOException | BadDocument _) {
            return Optional.empty();
        }
    }

    /**
     * Verifies the base and has it lie here, ready to be started.
     *
     * @throws Refusal if it is not trusted, older than may be, or cannot be had
     */
    BaseManifest stage(Artifact release, Fetcher fetcher) throws Refusal, InterruptedException {
        try {
            var envelope = Files.readAllBytes(fetched("the signed manifest", release, fetcher));
            var manifest = BaseManifest.parse(verifier.verify(Envelope.parse(envelope), Envelope.BASE));
            refuseOlder(manifest);
            refuseIncomplete(manifest);
            var place = folder.resolve(release.sha256().hex());
            if (!Files.isDirectory(place)) {
                build(place, manifest, envelope, fetcher);
            }
            return manifest;
        } catch (UntrustedException e) {
            throw new Refusal(
                    "The base is not trusted: " + e.getMessage(),
                    "Sign it with a key that this device trusts for bases.",
                    e);
        } catch (BadDocument e) {
            throw new Refusal(
                    "The manifest of the base is not valid: " + e.path() + ": " + e.reason(),
                    "Correct it (" + e.remedy() + ") and build the base again.",
                    e);
        } catch (IOException e) {
            throw new Refusal(
                    "The base cannot be brought onto the disk: " + e.getMessage(),
                    "Make room, upload what is missing, and send it again.",
                    e);
        }
    }

    private void refuseOlder(BaseManifest manifest) throws IOException, Refusal {
        var floor = runningManifest().map(BaseManifest::floor).orElse(0L);
        if (manifest.release() < floor) {
            throw new Refusal(
                    "Base " + manifest.version() + " is release " + manifest.release()
                            + ", and after the one that runs only " + floor + " and later may come.",
                    "Send a newer release.");
        }
    }

    private static void refuseIncomplete(BaseManifest manifest) throws Refusal {
        boolean starts = manifest.files().stream().anyMatch(file -> file.path().equals("bundles.list"))
                && manifest.files().stream().anyMatch(file -> file.path().startsWith("lib/"));
        if (!starts) {
            throw new Refusal(
                    "Base " + manifest.version() + " has no bundles.list or nothing in lib, so it cannot be started.",
                    "Build it from a whole device folder.");
        }
    }

    /** Removes what a cut left, and all bases but these. */
    void keep(Set<String> bases) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var places = Files.list(folder)) {
            for (var place : places.filter(Files::isDirectory).toList()) {
                if (!bases.contains(place.getFileName().toString()) && !home.startsWith(place)) {
                    remove(place);
                }
            }
        }
    }

    private void build(Path place, BaseManifest manifest, byte[] envelope, Fetcher fetcher)
            throws IOException, Refusal, InterruptedException {
        var aside = place.resolveSibling(place.getFileName() + ".new");
        remove(aside);
        for (var file : manifest.files()) {
            var target = aside.resolve(file.path());
            Files.createDirectories(target.getParent());
            Files.copy(source(file, fetcher), target);
            if (!Digest.of(target).equals(file.artifact().sha256())) {
                throw new IOException("the disk gives " + file.path() + " back other than it was written");
            }
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(file.program() ? "rwxr-xr-x" : "rw-r--r--"));
            sync(target);
        }
        var signed = aside.resolve(BaseManifest.SIGNED);
        Files.write(signed, envelope);
        sync(signed);
        try (var tree = Files.walk(aside)) {
            for (var each : tree.filter(Files::isDirectory).toList()) {
                sync(each);
            }
        }
        Files.move(aside, place, StandardCopyOption.ATOMIC_MOVE);
        sync(folder);
    }

    private Path source(BaseManifest.Item file, Fetcher fetcher) throws IOException, Refusal, InterruptedException {
        var here = home.resolve(file.path());
        boolean same = Files.isRegularFile(here)
                && Files.size(here) == file.artifact().size()
                && Digest.of(here).equals(file.artifact().sha256());
        return same ? here : fetched(file.path(), file.artifact(), fetcher);
    }

    private static Path fetched(String what, Artifact artifact, Fetcher fetcher)
            throws IOException, Refusal, InterruptedException {
        var path = fetcher.fetch(artifact);
        if (Files.size(path) != artifact.size() || !Digest.of(path).equals(artifact.sha256())) {
            throw new IOException(what + " differs from its SHA-256 and size");
        }
        return path;
    }

    private static void sync(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void remove(Path place) throws IOException {
        if (Files.exists(place)) {
            List<Path> all;
            try (var tree = Files.walk(place)) {
                all = tree.sorted(Comparator.reverseOrder()).toList();
            }
            for (var each : all) {
                Files.delete(each);
            }
        }
    }
}
