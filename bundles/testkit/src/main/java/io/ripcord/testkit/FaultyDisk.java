package io.ripcord.testkit;

import io.ripcord.api.disk.DiskCalls;
import io.ripcord.api.disk.DiskPoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A disk that counts the calls to it and fails at one of them. Syncs do not wait for the real one. Safe for use by many
 * threads.
 */
public final class FaultyDisk implements DiskCalls {
    /** What happens at the call. */
    public enum Fault {
        /** The process dies before it: this call and all later ones do nothing and throw. */
        KILL,
        /** The process dies in the middle of a write, or after any other call was carried out. */
        KILL_AFTER,
        /** This one fails; of a write, half is done. */
        EIO,
        /** This and all later ones that need room fail, until {@link FaultyDisk#heal}; of a write, half is done. */
        ENOSPC
    }

    /** A call that was made. */
    public record Made(DiskPoint point, String file) {}

    private final List<Made> made = new ArrayList<>();
    private Fault fault = Fault.EIO;
    private int at = Integer.MAX_VALUE;
    private boolean struck;
    private boolean dead;
    private boolean full;
    private Runnable then = () -> {};

    /** Fails at the call with this number, counted from 0 since the disk was made. */
    public synchronized FaultyDisk failing(Fault with, int call) {
        fault = with;
        at = call;
        return this;
    }

    /** Run once when the fault strikes. */
    public synchronized FaultyDisk then(Runnable run) {
        then = run;
        return this;
    }

    public synchronized List<Made> made() {
        return List.copyOf(made);
    }

    public synchronized Set<DiskPoint> reached() {
        var reached = EnumSet.noneOf(DiskPoint.class);
        made.forEach(call -> reached.add(call.point()));
        return reached;
    }

    /** True once the fault happened. */
    public synchronized boolean hasStruck() {
        return struck;
    }

    /** From now on all works. */
    public synchronized void heal() {
        dead = false;
        full = false;
        at = Integer.MAX_VALUE;
    }

    @Override
    public synchronized <T> T call(DiskPoint point, Path file, Call<T> call) throws IOException {
        boolean now = isStruckBy(point, file);
        if (now && fault == Fault.KILL_AFTER) {
            done(point, call);
        }
        refuse(point, file, now);
        return done(point, call);
    }

    @Override
    public synchronized void write(DiskPoint point, Path file, ByteBuffer bytes, Sink sink) throws IOException {
        boolean now = isStruckBy(point, file);
        if (now && fault != Fault.KILL) {
            var half = bytes.duplicate();
            half.limit(bytes.position() + bytes.remaining() / 2);
            sink.write(half);
        }
        refuse(point, file, now);
        sink.write(bytes);
    }

    @SuppressWarnings({"unchecked", "NullAway"})
    private static <T> T done(DiskPoint point, Call<T> call) throws IOException {
        // all callers of a sync throw its answer away
        return point.isSync() ? (T) Boolean.TRUE : call.run();
    }

    private boolean isStruckBy(DiskPoint point, Path file) {
        made.add(new Made(point, file.getFileName().toString()));
        boolean now = made.size() - 1 == at;
        if (now) {
            struck = true;
            dead = fault == Fault.KILL || fault == Fault.KILL_AFTER;
            full = fault == Fault.ENOSPC;
            then.run();
        }
        return now;
    }

    private void refuse(DiskPoint point, Path file, boolean now) throws IOException {
        if (dead) {
            throw new IOException(file + ": the process is dead");
        }
        if (full && !point.isFree()) {
            throw new IOException(file + ": No space left on device");
        }
        if (now && fault == Fault.EIO) {
            throw new IOException(file + ": Input/output error");
        }
    }
}
