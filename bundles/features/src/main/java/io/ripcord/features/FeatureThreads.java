package io.ripcord.features;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;

/** The platform threads that run code of bundles: they are the bundles' by the classes on their stacks. */
final class FeatureThreads {
    private final ThreadMXBean management = ManagementFactory.getThreadMXBean();
    /** Ids, which are never given again. */
    private final Set<Long> left = ConcurrentHashMap.newKeySet();

    /**
     * One thread at one moment.
     *
     * @param where the bundle's method that it is in
     * @param cpuNanos what it used so far
     */
    record Worker(Thread thread, String where, boolean runnable, long cpuNanos) {
        @Override
        public String toString() {
            return "thread " + thread.getName() + " in " + where;
        }
    }

    /**
     * Threads that these bundles began, or that run in them now; by thread id. Those of {@link Guarded} are left out, and
     * those that versions before left behind.
     */
    Map<Long, Worker> of(Collection<Bundle> bundles) {
        Map<Long, Worker> workers = new LinkedHashMap<>();
        if (bundles.isEmpty()) {
            return workers;
        }
        for (var entry : Thread.getAllStackTraces().entrySet()) {
            var thread = entry.getKey();
            if (!thread.getName().startsWith(Guarded.PREFIX) && !left.contains(thread.threadId())) {
                where(entry.getValue(), bundles)
                        .ifPresent(where -> workers.put(
                                thread.threadId(),
                                new Worker(
                                        thread,
                                        where,
                                        thread.getState() == Thread.State.RUNNABLE,
                                        management.getThreadCpuTime(thread.threadId()))));
            }
        }
        return workers;
    }

    /** From now on these are nobody's: their bundles were stopped, and classes of the next version have the same names. */
    void leave(Set<Long> ids) {
        left.addAll(ids);
        left.removeIf(id -> management.getThreadInfo(id) == null);
    }

    /** Those of these bundles that wait for each other's locks for ever. */
    List<Worker> deadlocked(Map<Long, Worker> workers) {
        var found = workers.isEmpty() ? null : management.findDeadlockedThreads();
        if (found == null) {
            return List.of();
        }
        Set<Long> ids = Arrays.stream(found).boxed().collect(Collectors.toSet());
        return workers.entrySet().stream()
                .filter(worker -> ids.contains(worker.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Optional<String> where(StackTraceElement[] stack, Collection<Bundle> bundles) {
        return Arrays.stream(stack)
                .filter(frame -> !frame.getClassName().startsWith("java.")
                        && !frame.getClassName().startsWith("jdk."))
                .filter(frame -> bundles.stream().anyMatch(bundle -> contains(bundle, frame.getClassName())))
                .findFirst()
                .map(frame -> frame.getClassName() + "." + frame.getMethodName());
    }

    private static boolean contains(Bundle bundle, String className) {
        try {
            return bundle.getState() != Bundle.UNINSTALLED
                    && bundle.getEntry(className.replace('.', '/') + ".class") != null;
        } catch (IllegalStateException _) {
            return false;
        }
    }
}
