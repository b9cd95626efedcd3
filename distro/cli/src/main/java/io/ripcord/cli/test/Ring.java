package io.ripcord.cli.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A kind of tests, by what is real in it. */
enum Ring {
    /** Classes alone. */
    unit,
    /** Bundles in a real framework. */
    framework,
    /** Boards in namespaces; needs root. */
    lab,
    /** The device's code against a kernel with radios, in a machine in QEMU; needs root. */
    board;

    /** Maven's arguments that run these rings and no others. */
    static List<String> arguments(Set<Ring> run, boolean withLongTests) {
        List<String> arguments = new ArrayList<>();
        if (run.equals(Set.of(board))) {
            arguments.addAll(List.of("-pl", "distro/image", "-am"));
        }
        if (!run.contains(unit)) {
            arguments.add(run.contains(lab) ? "-Dgroups=lab|board" : "-DskipTests");
        }
        if (!run.contains(framework)) {
            arguments.add("-Dframework.skip");
        }
        arguments.add("-Dboard.skip=" + !run.contains(board));
        List<String> excluded = new ArrayList<>();
        if (!run.contains(lab)) {
            excluded.add("lab");
        }
        if (!withLongTests) {
            excluded.add("long");
        }
        arguments.add("-Dlab.excluded=" + (excluded.isEmpty() ? "none" : String.join(",", excluded)));
        return arguments;
    }
}
