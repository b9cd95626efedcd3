package io.ripcord.engine.plan;

import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Controller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The controllers that are there now; safe for use by many threads. */
public final class Domains {
    private static final Logger LOG = LoggerFactory.getLogger(Domains.class);

    private final Duration observeLimit;
    private final List<Domain> domains = new CopyOnWriteArrayList<>();

    public Domains(Duration observeLimit) {
        this.observeLimit = observeLimit;
    }

    public synchronized void add(Controller controller) {
        if (find(controller.domain()).isPresent()) {
            LOG.warn("a second controller for {} came; it serves when the first one goes", controller.domain());
        }
        domains.add(new Domain(controller, observeLimit));
        notifyAll();
    }

    public synchronized void remove(Controller controller) {
        domains.removeIf(domain -> domain.is(controller));
    }

    public Optional<Domain> find(String name) {
        return domains.stream().filter(domain -> domain.name().equals(name)).findFirst();
    }

    /** One for each domain, the network plane first. */
    public List<Domain> all() {
        List<Domain> firsts = new ArrayList<>();
        for (var domain : domains) {
            if (firsts.stream().noneMatch(first -> first.name().equals(domain.name()))) {
                firsts.add(domain);
            }
        }
        firsts.sort(Comparator.comparingInt(domain -> {
            int place = UnitId.NETWORK_PLANE.indexOf(domain.name());
            return place < 0 ? UnitId.NETWORK_PLANE.size() : place;
        }));
        return firsts;
    }

    /** True if a domain's first-level names are units; a domain that nobody owns is one unit. */
    public boolean perEntry(String domain) {
        return find(domain).map(Domain::perEntry).orElse(false);
    }

    /**
     * Those of units that were changed when the process ended that may have ended it: those that run code of others in it;
     * without such, all.
     */
    public Set<UnitId> suspects(Set<UnitId> changed) {
        var suspects = changed.stream()
                .filter(unit ->
                        find(unit.domain()).filter(Domain::runsCodeOfOthers).isPresent())
                .collect(Collectors.toSet());
        return suspects.isEmpty() ? Set.copyOf(changed) : suspects;
    }

    /** Waits until all of these are there; false if some are not in time. */
    public synchronized boolean await(Set<String> names, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!names.stream().allMatch(name -> find(name).isPresent())) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }
}
