package io.ripcord.engine.plan;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.Refusal;
import io.ripcord.api.change.Unavailable;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.change.UnitResult;

/**
 * Why a unit is not as wanted.
 *
 * @param outcome REFUSED when it was never touched, FAILED when it was taken back, STUCK when that failed too,
 *     UNCONFIRMED when nothing speaks against it
 */
public record Failure(Outcome outcome, String reason, String remedy) {
    private static final int LONGEST = 1000;

    public Failure {
        reason = brief(reason);
        remedy = brief(remedy);
    }

    public static Failure refused(String reason, String remedy) {
        return new Failure(Outcome.REFUSED, reason, remedy);
    }

    public static Failure failed(String reason, String remedy) {
        return new Failure(Outcome.FAILED, reason, remedy);
    }

    public static Failure unconfirmed(String reason, String remedy) {
        return new Failure(Outcome.UNCONFIRMED, reason, remedy);
    }

    /** An error of code that should not have failed; but that nothing is left to allocate is none. */
    public static Failure bug(Outcome outcome, String attempt, Throwable error) {
        if (error instanceof Allocator.NoneLeft) {
            return new Failure(outcome, String.valueOf(error.getMessage()), "remove something that holds one");
        }
        return new Failure(
                outcome,
                attempt + " failed unexpectedly: " + error,
                "look into the device's log and report it to the maker of the domain");
    }

    /** Of that outcome, unless only something around it is missing. */
    public static Failure of(Outcome outcome, Refusal refusal) {
        var own = refusal instanceof Unavailable && outcome != Outcome.STUCK ? Outcome.UNCONFIRMED : outcome;
        return new Failure(own, String.valueOf(refusal.getMessage()), refusal.remedy());
    }

    public Failure as(Outcome other) {
        return new Failure(other, reason, remedy);
    }

    public UnitResult result(UnitId unit, long gapMillis) {
        return new UnitResult(unit, outcome, reason, remedy, gapMillis);
    }

    /** Text for people, cut where nobody reads on. */
    public static String brief(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
