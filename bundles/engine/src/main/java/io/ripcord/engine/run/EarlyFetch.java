package io.ripcord.engine.run;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.Fetcher;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.json.JsonObject;
import io.ripcord.engine.plan.Domain;
import io.ripcord.engine.plan.Domains;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches what a new document names while the domains are still looked at. Prepare asks for all of it again, and waits
 * for what is on its way: nothing rests on this, so what fails here is told there.
 */
final class EarlyFetch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyFetch.class);

    private final Domains domains;
    private final Goal goal;
    private final Fetcher fetcher;
    private final Thread thread;

    private EarlyFetch(Domains domains, Goal goal, Fetcher fetcher) {
        this.domains = domains;
        this.goal = goal;
        this.fetcher = fetcher;
        this.thread = Thread.ofVirtual().name("early fetch").unstarted(this::run);
    }

    static EarlyFetch begin(Domains domains, Goal goal, Fetcher fetcher) {
        var early = new EarlyFetch(domains, goal, fetcher);
        early.thread.start();
        return early;
    }

    /** An artifact may name others, which are known once it is here. */
    private void run() {
        Set<Artifact> asked = new HashSet<>();
        try {
            for (var next = named(asked); !next.isEmpty(); next = named(asked)) {
                asked.addAll(next);
                fetch(next);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void fetch(Set<Artifact> artifacts) throws InterruptedException {
        for (var artifact : artifacts) {
            try {
                fetcher.fetch(artifact);
            } catch (IOException e) {
                LOG.debug("not fetched early: {}", e.getMessage());
            }
        }
    }

    private Set<Artifact> named(Set<Artifact> asked) {
        Set<Artifact> named = new HashSet<>();
        for (var domain : domains.all()) {
            var news = goal.scope().test(domain.name()) ? news(domain) : JsonObject.EMPTY;
            if (!news.isEmpty()) {
                named.addAll(artifacts(domain, news));
            }
        }
        named.removeAll(asked);
        return named;
    }

    /** What is wanted now and was not before, less what is held back. */
    private JsonObject news(Domain domain) {
        var wanted = goal.target().section(domain.name());
        var old = goal.old().document().section(domain.name());
        if (!domain.perEntry()) {
            return wanted.equals(old) ? JsonObject.EMPTY : wanted;
        }
        var news = JsonObject.EMPTY;
        for (var entry : wanted.members().entrySet()) {
            boolean isOld =
                    old.get(entry.getKey()).filter(entry.getValue()::equals).isPresent();
            var unit = new UnitId(domain.name(), entry.getKey());
            if (!isOld && !goal.failed().containsKey(unit) && !goal.blocked().contains(unit)) {
                news = news.with(entry.getKey(), entry.getValue());
            }
        }
        return news;
    }

    /** The document was not checked yet: what breaks a rule names nothing here, and is refused later. */
    private static Set<Artifact> artifacts(Domain domain, JsonObject news) {
        try {
            return domain.artifacts(news);
        } catch (RuntimeException e) {
            LOG.debug("{} names no artifacts: {}", domain.name(), e.toString());
            return Set.of();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
