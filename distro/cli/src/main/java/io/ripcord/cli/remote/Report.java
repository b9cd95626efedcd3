package io.ripcord.cli.remote;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.change.UnitResult;
import io.ripcord.api.json.Fields;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A change in sentences: what happened, why, what to do, for how long what was out of service. */
public final class Report {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private Report() {}

    public static List<String> lines(ChangeRecord change) {
        List<String> lines = new ArrayList<>();
        lines.add(change.id() + " " + state(change) + took(change) + ": " + meaning(change));
        lines.add("  asked for by " + change.author() + " at " + time(change) + "; fleet generation "
                + change.fleetGeneration() + ", local generation " + change.localGeneration());
        change.units().forEach(unit -> lines.addAll(lines(unit)));
        return lines;
    }

    private static List<String> lines(UnitResult unit) {
        List<String> lines = new ArrayList<>();
        lines.add("  " + unit.unit() + " " + Fields.wireName(unit.outcome()) + "; out of service for "
                + unit.gapMillis() + " ms");
        if (!unit.reason().isEmpty()) {
            lines.add("    why: " + unit.reason());
        }
        if (!unit.remedy().isEmpty()) {
            lines.add("    what to do: " + unit.remedy());
        }
        return lines;
    }

    /** True if the change, or of one that went partly through the unit in question, is as wanted. */
    public static boolean good(ChangeRecord change, Optional<UnitId> unit) {
        return switch (change.outcome().orElse(Outcome.STUCK)) {
            case APPLIED -> true;
            case PARTLY_APPLIED ->
                unit.isPresent()
                        && change.units().stream()
                                .filter(result -> result.unit().equals(unit.get())
                                        || result.unit()
                                                .equals(UnitId.whole(unit.get().domain())))
                                .allMatch(result -> result.outcome() == Outcome.APPLIED);
            case REFUSED, FAILED, UNCONFIRMED, SUPERSEDED, STUCK -> false;
        };
    }

    /** Its outcome, or the phase it is in. */
    public static String state(ChangeRecord change) {
        return change.outcome().map(Fields::wireName).orElseGet(() -> "in phase " + Fields.wireName(change.phase()));
    }

    public static String time(ChangeRecord change) {
        return TIME.format(change.started());
    }

    private static String took(ChangeRecord change) {
        return change.finished()
                .map(end -> Duration.between(change.started(), end).toMillis())
                .map(millis -> String.format(Locale.ROOT, " after %.1f s", millis / 1000.0))
                .orElse("");
    }

    private static String meaning(ChangeRecord change) {
        return change.outcome()
                .map(outcome -> switch (outcome) {
                    case APPLIED -> "all is as wanted";
                    case PARTLY_APPLIED -> "some units stayed at their old version, the others are as wanted";
                    case REFUSED -> "a check failed before anything was touched";
                    case FAILED -> "it was tried and taken back";
                    case UNCONFIRMED -> "all is as before, for no fault of its own; it is tried again by itself";
                    case SUPERSEDED -> "a newer change came first";
                    case STUCK -> "it could be neither applied nor undone";
                })
                .orElse("it runs");
    }
}
