package io.ripcord.host;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.ArtifactStore;
import io.ripcord.api.host.Facts;
import io.ripcord.api.trust.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The artifacts under {@code STATE/artifacts}: verified on the way in, their content synced before they can be found. The
 * folder is synced once for all that came block by block: a change of ten bundles costs eleven syncs, not twenty.
 */
@Component(immediate = true)
public final class DiskArtifactStore implements ArtifactStore {
    private static final Logger LOG = LoggerFactory.getLogger(DiskArtifactStore.class);
    private static final long LOOKED_AT = 16L << 20;
    private static final Duration PARTIAL_LIFE = Duration.ofDays(1);

    private final ArtifactFolder folder;
    private final Room room;
    private final Arrivals arrivals;
    private final InstantSource clock;
    private final StateDisk disk;
    private final Set<Artifact> open = new HashSet<>();
    private final Set<Digest> whole = ConcurrentHashMap.newKeySet();
    private final Set<Digest> unsure = new HashSet<>();

    @Activate
    public DiskArtifactStore(@Reference Facts facts, @Reference StateDisk disk) throws IOException {
        this(
                facts.state().resolve("artifacts"),
                Room.Limits.of(facts.state()),
                System::nanoTime,
                InstantSource.system(),
                disk);
    }

    DiskArtifactStore(Path root, Room.Limits limits, LongSupplier nanos, InstantSource clock, StateDisk disk)
            throws IOException {
        this.folder = ArtifactFolder.open(root, disk.calls());
        this.disk = disk;
        this.room = new Room(folder, limits);
        this.arrivals = new Arrivals(nanos);
        this.clock = clock;
    }

    @Override
    public Optional<Path> find(Digest sha256) {
        return Optional.of(folder.complete(sha256)).filter(Files::isRegularFile).filter(file -> isWhole(file, sha256));
    }

    /** Flash forgets; what is small is looked at once a start, what is large by those who unpack it. */
    private boolean isWhole(Path file, Digest sha256) {
        if (whole.contains(sha256)) {
            return true;
        }
        try {
            if (Files.size(file) <= LOOKED_AT && !Digest.of(file).equals(sha256)) {
                disk.damaged(file, "it is removed, to be fetched again");
                folder.remove(sha256);
                return false;
            }
            whole.add(sha256);
            return true;
        } catch (IOException e) {
            LOG.warn("Cannot read {}", file, e);
            return false;
        }
    }

    @Override
    public Set<Digest> list() {
        try {
            return folder.list();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder.complete(), e);
        }
    }

    @Override
    public Path put(Artifact expected, InputStream content) throws IOException {
        var present = present(expected.sha256());
        if (present.isPresent()) {
            return present.get();
        }
        makeRoom(expected);
        try (var intake = new Intake(folder, expected.size())) {
            var taken = intake.take(content);
            if (!taken.equals(expected)) {
                throw new IOException(
                        "What came as artifact " + expected.sha256().brief() + " of " + expected.size() + " bytes is "
                                + taken.sha256().brief() + " of " + taken.size() + " bytes; send it again");
            }
            return publish(intake, taken);
        }
    }

    @Override
    public Artifact put(InputStream content, long maxSize) throws IOException {
        try (var intake = new Intake(folder, Math.min(maxSize, room.left()))) {
            var taken = intake.take(content);
            publish(intake, taken);
            return taken;
        }
    }

    @Override
    public synchronized Reception receive(Artifact expected) throws IOException {
        var present = present(expected.sha256());
        if (present.isPresent()) {
            return new NothingToReceive(expected, present.get());
        }
        if (!open.add(expected)) {
            throw new IOException("Artifact " + expected.sha256().brief()
                    + " is being received already; wait for that reception to close");
        }
        try {
            makeRoom(expected);
            return DiskReception.open(expected, folder, () -> closed(expected));
        } catch (IOException e) {
            open.remove(expected);
            throw e;
        }
    }

    @Override
    public synchronized void secure() throws IOException {
        if (unsure.isEmpty()) {
            return;
        }
        try {
            folder.secure();
            unsure.clear();
        } catch (IOException e) {
            removeUnsure(e);
            throw e;
        }
    }

    /** The next sync would not say what this one lost: what nobody vouches for is to be received again. */
    private void removeUnsure(IOException why) {
        for (var sha256 : unsure) {
            try {
                whole.remove(sha256);
                folder.remove(sha256);
            } catch (IOException e) {
                why.addSuppressed(e);
            }
        }
        unsure.clear();
    }

    @Override
    public synchronized void retain(Collection<Digest> keep) throws IOException {
        var kept = Set.copyOf(keep);
        for (var sha256 : folder.list()) {
            if (!kept.contains(sha256) && !arrivals.isRecent(sha256)) {
                folder.remove(sha256);
            }
        }
        for (var partly : folder.partials()) {
            if (!open.contains(partly) && isOld(partly)) {
                folder.drop(partly);
            }
        }
    }

    private synchronized void closed(Artifact artifact) {
        open.remove(artifact);
        if (Files.exists(folder.complete(artifact.sha256()))) {
            arrivals.arrived(artifact.sha256());
            whole.add(artifact.sha256());
            unsure.add(artifact.sha256());
        }
    }

    private Optional<Path> present(Digest sha256) {
        var found = find(sha256);
        found.ifPresent(_ -> arrivals.arrived(sha256));
        return found;
    }

    private synchronized Path publish(Intake intake, Artifact taken) throws IOException {
        arrivals.arrived(taken.sha256());
        return intake.publish(taken.sha256());
    }

    private synchronized void makeRoom(Artifact expected) throws IOException {
        room.make(expected, open);
    }

    private boolean isOld(Artifact partly) throws IOException {
        var touched = Files.getLastModifiedTime(folder.content(partly)).toInstant();
        return touched.plus(PARTIAL_LIFE).isBefore(clock.instant());
    }
}
