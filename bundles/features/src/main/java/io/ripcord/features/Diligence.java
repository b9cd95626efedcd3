package io.ripcord.features;

import io.ripcord.api.domain.Health;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Tells whether a feature's own threads work, or spin or block each other. Looked at by one thread. */
final class Diligence {
    private static final Duration WINDOW = Duration.ofSeconds(2);
    /** One CPU that several want is shared; a thread that asks for all of it gets this part of it in any case. */
    private static final double BUSY = 0.25;

    private static final String LOOK = "Look at what it does there, mend it and install the feature again.";

    private final LongSupplier nanos;
    private Map<Long, FeatureThreads.Worker> first = Map.of();
    private final Map<Long, Boolean> alwaysRunnable = new HashMap<>();
    private Optional<Health> found = Optional.empty();
    private long since;

    Diligence(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Empty when all is well. Threads are watched for 2 s; one that spins is only waited for, as many a feature has much to
     * do at its start.
     */
    Optional<Health> look(Map<Long, FeatureThreads.Worker> now, List<FeatureThreads.Worker> deadlocked) {
        if (!deadlocked.isEmpty()) {
            return Optional.of(new Health.Failing(
                    "Threads wait for each other for ever: "
                            + deadlocked.stream()
                                    .map(FeatureThreads.Worker::toString)
                                    .sorted()
                                    .collect(Collectors.joining(", "))
                            + ".",
                    "Take locks in one order everywhere, mend it and install the feature again."));
        }
        if (now.isEmpty()) {
            first = Map.of();
            found = Optional.empty();
            return found;
        }
        if (first.isEmpty()) {
            begin(now);
        }
        now.forEach((id, worker) -> alwaysRunnable.merge(id, worker.runnable(), Boolean::logicalAnd));
        long passed = nanos.getAsLong() - since;
        if (passed < WINDOW.toNanos()) {
            return found.or(() -> Optional.of(new Health.Waiting("its threads are watched")));
        }
        var spinning = now.entrySet().stream()
                .filter(entry -> spins(entry.getKey(), entry.getValue(), passed))
                .map(Map.Entry::getValue)
                .findFirst();
        found = spinning.map(worker -> new Health.Waiting(worker + " keeps a CPU busy all the time. " + LOOK));
        if (found.isPresent()) {
            begin(now);
        }
        return found;
    }

    private void begin(Map<Long, FeatureThreads.Worker> now) {
        first = Map.copyOf(now);
        alwaysRunnable.clear();
        since = nanos.getAsLong();
    }

    private boolean spins(long id, FeatureThreads.Worker worker, long passed) {
        var before = first.get(id);
        return before != null
                && Boolean.TRUE.equals(alwaysRunnable.get(id))
                && worker.cpuNanos() - before.cpuNanos() > BUSY * passed;
    }
}
