package io.ripcord.engine;

import io.ripcord.engine.journal.Interrupted;
import io.ripcord.engine.journal.Journal;
import io.ripcord.engine.journal.Settled;
import io.ripcord.engine.layers.HeldFleet;
import io.ripcord.engine.layers.Layers;
import java.util.Locale;
import java.util.stream.Stream;

/** Names changes {@code c-000001} and on; no name comes back while the device remembers. Not thread-safe. */
final class ChangeIds {
    private long last;

    ChangeIds(Journal journal, Layers layers) {
        last = Stream.of(
                        journal.settled().stream()
                                .map(settled -> settled.record().id()),
                        journal.interrupted().map(Interrupted::target).stream().map(target -> target.change()),
                        layers.fleet().map(HeldFleet::change).stream(),
                        Stream.of(layers.local().change()))
                .flatMap(ids -> ids)
                .mapToLong(ChangeIds::number)
                .max()
                .orElse(0);
    }

    String next() {
        last++;
        return String.format(Locale.ROOT, "c-%06d", last);
    }

    /** The newest change of which the journal knows that it was begun or settled. */
    static long newestKnown(Journal journal) {
        long interrupted = journal.interrupted()
                .map(change -> number(change.target().change()))
                .orElse(0L);
        return journal.settled().stream()
                .map(Settled::record)
                .mapToLong(record -> number(record.id()))
                .reduce(interrupted, Math::max);
    }

    static long number(String id) {
        return id.matches("c-[0-9]{1,18}") ? Long.parseLong(id.substring(2)) : 0;
    }
}
