package io.ripcord.testkit;

import io.ripcord.api.change.UnitId;
import io.ripcord.api.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What fake controllers observe and change: an entry for each unit. Survives the engine, as the data plane does; can be
 * frozen, as everything is when the power is cut. Safe for use by many threads.
 */
public final class FakeWorld {
    private final Map<String, Json> entries = new TreeMap<>();
    private final List<String> acts = new ArrayList<>();
    private final Map<UnitId, Fault> faults = new ConcurrentHashMap<>();
    private boolean frozen;

    /** How a unit misbehaves. */
    public enum Fault {
        REFUSES_IN_PREPARE,
        FAILS_IN_APPLY,
        /** Fails in apply, and in undo too. */
        CANNOT_BE_UNDONE,
        /** Throws the Hung of a step that knows that it hangs. */
        HANGS,
        /** Its old version hangs, so that the change goes on after a restart. */
        HANGS_LEAVING,
        /** Never ends, whatever interrupts it. */
        SPINS,
        /** Its step goes on when the unit is mended. */
        HOLDS,
        /** Never ends, until it is interrupted. */
        SLEEPS,
        FAILS_HEALTH,
        NEVER_HEALTHY,
        /** Not healthy for ten minutes. */
        WAITS_FOR_EVER,
        BREAKS_A_RULE
    }

    /** From now on the unit misbehaves when its wanted entry has a member {@code "faulty": true}. */
    public FakeWorld fault(UnitId unit, Fault fault) {
        faults.put(unit, fault);
        return this;
    }

    public FakeWorld mend(UnitId unit) {
        faults.remove(unit);
        return this;
    }

    boolean has(UnitId unit, Fault fault) {
        return faults.get(unit) == fault;
    }

    /** Nothing changes any more. */
    public synchronized void freeze() {
        frozen = true;
    }

    public synchronized void thaw() {
        frozen = false;
    }

    /** Entry by {@code domain/key}. */
    public synchronized Map<String, Json> entries() {
        return Map.copyOf(entries);
    }

    /** What was done, in order: {@code set a/x}, {@code remove a/x}, {@code commit a/x}. */
    public synchronized List<String> acts() {
        return List.copyOf(acts);
    }

    public synchronized void clearActs() {
        acts.clear();
    }

    /** Somebody changes an entry, or makes one, by hand. */
    public synchronized void byHand(String place, Json value) {
        entries.put(place, value);
    }

    /** Forgets all entries, as caches do at a restart. */
    public synchronized void clear() {
        entries.clear();
        acts.clear();
    }

    synchronized void note(String act) {
        if (!frozen) {
            acts.add(act);
        }
    }

    synchronized void set(String place, Json value) {
        check();
        entries.put(place, value);
        acts.add("set " + place);
    }

    synchronized void remove(String place) {
        check();
        entries.remove(place);
        acts.add("remove " + place);
    }

    private void check() {
        if (frozen) {
            throw new IllegalStateException("the power is cut");
        }
    }
}
