package io.ripcord.engine;

import io.ripcord.api.domain.Unit;
import io.ripcord.engine.run.Limited;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets units delete what they no longer need, once nothing goes back any more. */
final class Commits {
    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Commits() {}

    static void of(List<Unit> units) throws InterruptedException {
        for (var unit : units) {
            try {
                Limited.call("committing " + unit.id(), LIMIT, () -> {
                    unit.commit();
                    return true;
                });
            } catch (IOException | RuntimeException e) {
                LOG.warn("{}: what it no longer needs may be left over", unit.id(), e);
            }
        }
    }
}
