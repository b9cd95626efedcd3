package io.ripcord.cli.test;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A kind of tests, by what is real in it; each can be left out of a build of its own. */
enum Ring {
    /** Classes alone. */
    unit("-DskipTests"),
    /** Bundles in a real framework. */
    framework("-Dframework.skip"),
    /** Boards in namespaces; needs root. */
    lab("-Dlab.excluded=lab,long");

    private final String skip;

    Ring(String skip) {
        this.skip = skip;
    }

    /** Maven's arguments that run all rings but these. */
    static List<String> arguments(Collection<Ring> skipped, boolean withLongTests) {
        List<String> arguments = new ArrayList<>();
        if (!skipped.contains(lab)) {
            arguments.add(withLongTests ? "-Dlab.excluded=none" : "-Dlab.excluded=long");
        }
        skipped.forEach(ring -> arguments.add(ring.skip));
        return arguments;
    }
}
