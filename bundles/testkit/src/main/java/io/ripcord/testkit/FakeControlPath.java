package io.ripcord.testkit;

import io.ripcord.api.domain.ControlPath;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A control path that answers or keeps silent as a test says; safe for use by many threads. */
public final class FakeControlPath implements ControlPath {
    private final String name;
    private final boolean working;
    private final Set<String> challenges = ConcurrentHashMap.newKeySet();
    private volatile boolean answering;

    public FakeControlPath(String name, boolean working, boolean answering) {
        this.name = name;
        this.working = working;
        this.answering = answering;
    }

    /** From now on challenges, earlier ones too, are answered. */
    public void answer() {
        answering = true;
    }

    /** The changes that asked for an answer. */
    public Set<String> challenges() {
        return Set.copyOf(challenges);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean working() {
        return working;
    }

    @Override
    public void challenge(String change) {
        challenges.add(change);
    }

    @Override
    public boolean answered(String change) {
        return answering && challenges.contains(change);
    }
}
