package io.ripcord.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The report {@code run/start.txt} of a device: what came when; what took how long follows from what came next. */
record StartTimes(List<Event> events) {
    private static final Pattern LINE = Pattern.compile(" *(\\d+) ms (\\w+) +(.*)");
    private static final int LONGEST = 15;

    /** @param took milliseconds until the next, zero for the last */
    record Event(long millis, long took, String what) {
        @Override
        public String toString() {
            return "%6d ms %6d ms  %s".formatted(millis, took, what);
        }
    }

    /** Lines that are none of the report's are left out. */
    static StartTimes of(List<String> lines) {
        var events = new ArrayList<Event>();
        for (var line : lines) {
            var found = LINE.matcher(line);
            if (found.matches()) {
                long millis = Long.parseLong(found.group(1));
                if (!events.isEmpty()) {
                    var last = events.removeLast();
                    events.add(new Event(last.millis(), millis - last.millis(), last.what()));
                }
                events.add(new Event(millis, 0, found.group(2) + " " + found.group(3)));
            }
        }
        return new StartTimes(List.copyOf(events));
    }

    /** All in order, then the longest once more. */
    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("     at      took  what");
        events.forEach(event -> lines.add(event.toString()));
        lines.add("The longest of them:");
        events.stream()
                .sorted(Comparator.comparingLong(Event::took).reversed())
                .limit(LONGEST)
                .forEach(event -> lines.add(event.toString()));
        return lines;
    }
}
