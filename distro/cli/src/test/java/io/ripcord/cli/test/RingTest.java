package io.ripcord.cli.test;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RingTest {
    @Test
    void what_takes_minutes_runs_only_when_it_is_asked_for() {
        assertEquals(
                List.of("-Dboard.skip=true", "-Dlab.excluded=long"),
                Ring.arguments(EnumSet.complementOf(EnumSet.of(Ring.board)), false));
        assertEquals(
                List.of("-Dboard.skip=false", "-Dlab.excluded=none"), Ring.arguments(EnumSet.allOf(Ring.class), true));
    }

    @Test
    void a_ring_alone_runs_no_test_of_another() {
        assertEquals(
                List.of(
                        "-pl",
                        "distro/image",
                        "-am",
                        "-DskipTests",
                        "-Dframework.skip",
                        "-Dboard.skip=false",
                        "-Dlab.excluded=lab,long"),
                Ring.arguments(Set.of(Ring.board), false));
        assertEquals(
                List.of("-Dgroups=lab|board", "-Dframework.skip", "-Dboard.skip=true", "-Dlab.excluded=long"),
                Ring.arguments(Set.of(Ring.lab), false));
        assertEquals(
                List.of("-Dframework.skip", "-Dboard.skip=true", "-Dlab.excluded=lab,long"),
                Ring.arguments(Set.of(Ring.unit), false));
    }
}
