package io.ripcord.features;

import io.ripcord.api.change.Refusal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The Felix health checks that bundles register. */
final class Checks {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** What a check says at one moment. */
    record Verdict(String name, Result.Status status, String words) {
        boolean ok() {
            return status == Result.Status.OK;
        }

        @Override
        public String toString() {
            return "Health check " + name + " says " + status + (words.isEmpty() ? "" : ": " + words);
        }
    }

    private final BundleContext context;
    private final Guarded guarded;

    Checks(BundleContext context, Guarded guarded) {
        this.context = context;
        this.guarded = guarded;
    }

    boolean any(Predicate<Bundle> from) {
        return !references(from).isEmpty();
    }

    /** Asks all checks of these bundles, each for 5 s at most; by service id. */
    Map<Long, Verdict> ask(Predicate<Bundle> from) throws InterruptedException {
        Map<Long, Verdict> verdicts = new LinkedHashMap<>();
        for (var entry : references(from).entrySet()) {
            verdicts.put(entry.getKey(), ask(entry.getValue()));
        }
        return verdicts;
    }

    private Verdict ask(ServiceReference<HealthCheck> reference) throws InterruptedException {
        var name = Objects.requireNonNullElse(
                        reference.getProperty(HealthCheck.NAME), reference.getProperty("component.name"))
                + "";
        try {
            return guarded.run("health check " + name, LIMIT, () -> {
                var check = context.getService(reference);
                return check == null ? gone(name) : verdict(name, check.execute());
            });
        } catch (Refusal e) {
            return new Verdict(name, Result.Status.HEALTH_CHECK_ERROR, String.valueOf(e.getMessage()));
        } finally {
            context.ungetService(reference);
        }
    }

    private static Verdict gone(String name) {
        return new Verdict(name, Result.Status.TEMPORARILY_UNAVAILABLE, "its service is not there");
    }

    private static Verdict verdict(String name, Result result) {
        var words = new StringBuilder();
        for (ResultLog.Entry entry : result) {
            if (entry.getStatus() == result.getStatus() && words.length() < 500) {
                words.append(words.isEmpty() ? "" : "; ").append(entry.getMessage());
            }
        }
        return new Verdict(name, result.getStatus(), words.toString());
    }

    private Map<Long, ServiceReference<HealthCheck>> references(Predicate<Bundle> from) {
        try {
            Map<Long, ServiceReference<HealthCheck>> references = new LinkedHashMap<>();
            for (var reference : context.getServiceReferences(HealthCheck.class, null)) {
                var bundle = reference.getBundle();
                if (bundle != null && from.test(bundle)) {
                    references.put((Long) reference.getProperty("service.id"), reference);
                }
            }
            return references;
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter was given", e);
        }
    }
}
