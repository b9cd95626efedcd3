package io.ripcord.engine;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.state.DesiredDocument;
import io.ripcord.api.state.HistoryEntry;
import io.ripcord.engine.journal.Target;
import io.ripcord.engine.run.Cancel;
import io.ripcord.engine.run.HungUnit;
import io.ripcord.engine.run.Superseded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that changes the device: reconciles after the start, then runs one change at a time, the newest that
 * waits; reconciles again when a controller comes or a failed unit's time has come, and looks once a minute whether
 * all is as it was left.
 */
final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration QUIET = Duration.ofMillis(100);
    private static final int MOST_QUIET_WAITS = 20;
    private static final Duration END = Duration.ofSeconds(10);

    private final Ground ground;
    private final Reconciler reconciler;
    private final Settlement settlement;
    private final Thread thread;
    private @Nullable Waiting waiting;
    private Cancel cancel = new Cancel();
    private boolean booted;
    private boolean closed;
    private int arrivals;
    private int reconciled;
    private long lookAt;

    /** @param retried units that are to be tried though they failed before */
    private record Waiting(Target target, Predicate<UnitId> retried) {}

    Worker(Ground ground) {
        this.ground = ground;
        this.reconciler = new Reconciler(ground);
        this.settlement = new Settlement(ground);
        this.thread = Thread.ofVirtual().name("engine").unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    /** A change that is to be run next; what waited before and what runs gives way. */
    synchronized void submit(Target target, Predicate<UnitId> retried) {
        var all = retried;
        if (waiting != null) {
            all = all.or(waiting.retried);
            settlement.settle(waiting.target, Outcome.SUPERSEDED, List.of());
        }
        waiting = new Waiting(target, all);
        ground.reporter().planned();
        ground.changes().put(ChangeLog.waiting(target));
        if (booted) {
            cancel.supersede();
        }
        notifyAll();
    }

    /** A controller came. */
    synchronized void arrived() {
        arrivals++;
        notifyAll();
    }

    /** Ends the worker; a change that runs is left as it is and settled by the next start. */
    void close() throws InterruptedException {
        synchronized (this) {
            closed = true;
            cancel.close();
            notifyAll();
        }
        thread.interrupt();
        thread.join(END);
    }

    private void work() {
        try {
            boot();
            while (true) {
                turn();
            }
        } catch (InterruptedException _) {
            LOG.debug("the engine ends");
        } catch (HungUnit e) {
            LOG.error("{}; the device process is restarted", e.getMessage());
            ground.host().restartSoon(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("the engine failed; the device process is restarted", e);
            ground.host().restart("the engine failed: " + e);
        }
    }

    private void boot() throws HungUnit, InterruptedException {
        ground.probation().resume();
        do {
            reconcile();
        } while (!complete() && awaitArrival());
        if (!goesOn()) {
            settlement.settleInterrupted();
        }
        retain();
        lookAt = System.nanoTime() + ground.settings().look().toNanos();
        synchronized (this) {
            booted = true;
        }
    }

    /** Takes up the change that was to go on after the restart, unless a newer one waits. */
    private synchronized boolean goesOn() {
        var change = waiting == null ? settlement.toGoOn() : Optional.<Target>empty();
        change.ifPresent(target -> submit(target, _ -> false));
        return change.isPresent();
    }

    /** True if all domains that the device is or is to be made of have their owners. */
    private synchronized boolean complete() {
        Set<String> needed =
                new HashSet<>(ground.journal().confirmed().document().domains().keySet());
        if (waiting != null) {
            needed.addAll(waiting.target.effective().domains().keySet());
        }
        return needed.stream().allMatch(name -> ground.domains().find(name).isPresent());
    }

    private synchronized boolean awaitArrival() throws InterruptedException {
        while (arrivals == reconciled && ground.settling().left().isPositive()) {
            TimeUnit.NANOSECONDS.timedWait(this, ground.settling().turn().toNanos());
        }
        return arrivals != reconciled;
    }

    private void turn() throws HungUnit, InterruptedException {
        var next = next();
        if (next.isPresent()) {
            change(next.get());
        } else if (isQuiet()) {
            look();
        } else {
            reconcile();
        }
        lookAt = System.nanoTime() + ground.settings().look().toNanos();
    }

    /** True if nothing came and nothing is due: only the time for a look is. */
    private synchronized boolean isQuiet() {
        return arrivals == reconciled && reconciler.nextIn().orElse(1) > 0;
    }

    private void look() throws HungUnit, InterruptedException {
        try {
            reconciler.look(cancel);
        } catch (Superseded _) {
            LOG.debug("a look at the device gives way to a change");
        }
    }

    /** Waits for the next change, or empty when it is time to reconcile. */
    private synchronized Optional<Waiting> next() throws InterruptedException {
        while (true) {
            if (closed) {
                throw new InterruptedException("the engine ends");
            }
            cancel = new Cancel();
            if (waiting != null) {
                var next = waiting;
                waiting = null;
                return Optional.of(next);
            }
            long left = Math.min(reconciler.nextIn().orElse(Long.MAX_VALUE), lookAt - System.nanoTime());
            if (arrivals != reconciled || left <= 0) {
                return Optional.empty();
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    private void change(Waiting next) throws HungUnit, InterruptedException {
        reconciler.adopt(new ChangeRunner(ground, merged(next.target), next.retried, cancel).run());
        retain();
    }

    /** Merges again: what {@code false} hides is only sure once the owner of the domain is there. */
    private Target merged(Target target) {
        var now = ground.layers().snapshot(ground.domains()::perEntry);
        return now.fleetGeneration() == target.fleetGeneration() && now.localGeneration() == target.localGeneration()
                ? target.with(now.effective())
                : target;
    }

    private void reconcile() throws HungUnit, InterruptedException {
        if (quiet()) {
            reconciler.retryNow();
        }
        try {
            reconciler.run(cancel);
        } catch (Superseded _) {
            LOG.debug("reconciling gives way to a change");
        }
    }

    /** Lets controllers that come together come; true if there were new ones. */
    private boolean quiet() throws InterruptedException {
        boolean news = false;
        for (int i = 0; i < MOST_QUIET_WAITS; i++) {
            synchronized (this) {
                if (arrivals == reconciled) {
                    return news;
                }
                news = true;
                reconciled = arrivals;
            }
            TimeUnit.NANOSECONDS.sleep(QUIET.toNanos());
        }
        return news;
    }

    private void retain() {
        List<DesiredDocument> needed = new ArrayList<>();
        needed.add(ground.journal().confirmed().document());
        needed.add(ground.layers().snapshot(ground.domains()::perEntry).effective());
        var past =
                ground.changes().history().stream().map(HistoryEntry::effective).toList();
        ground.retention().keep(needed, past);
    }
}
