package io.ripcord.testkit;

import io.ripcord.api.domain.ControlPath;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A control path that answers or keeps silent as a test says; safe for use by many threads. */
public final class FakeControlPath implements ControlPath {
    private final String name;
    private volatile boolean working;
    private volatile boolean comesWhenProbed;
    private volatile boolean takesWord;
    private volatile boolean reached;
    private final Set<String> challenges = ConcurrentHashMap.newKeySet();
    private volatile boolean answering;

    public FakeControlPath(String name, boolean working, boolean answering) {
        this.name = name;
        this.working = working;
        this.answering = answering;
    }

    /** Does not work, unless it is asked whether it does. */
    public FakeControlPath workingWhenProbed() {
        comesWhenProbed = true;
        return this;
    }

    public FakeControlPath takingWord() {
        takesWord = true;
        return this;
    }

    /** Its way works after each change, whoever answers or not. */
    public FakeControlPath reached() {
        reached = true;
        return this;
    }

    @Override
    public boolean probe(String change) {
        working |= comesWhenProbed;
        return comesWhenProbed;
    }

    @Override
    public boolean takesWord() {
        return takesWord;
    }

    @Override
    public boolean reached(String change) {
        return reached;
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
