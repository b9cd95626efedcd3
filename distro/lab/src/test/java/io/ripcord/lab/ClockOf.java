package io.ripcord.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The wall clock of one board's process, wrong by as much as a test says, at any time; timers go on as they were. */
record ClockOf(Path offset) {

    /** Right at first. Has to be asked for before the device's first start. */
    static ClockOf the(Runner device) throws IOException {
        var clock = new ClockOf(Files.createDirectories(device.etc()).resolve("clock-offset"));
        clock.isOff("+0");
        try (var files = Files.list(device.folder().resolve("bin"))) {
            for (var program : files.filter(Files::isExecutable).toList()) {
                clock.preload(program);
            }
        }
        return clock;
    }

    /** @param offset such as {@code +1825d} */
    void isOff(String offset) throws IOException {
        Files.writeString(this.offset, offset + "\n");
    }

    private void preload(Path program) throws IOException {
        var lines = List.of(
                "#!/bin/sh",
                "export FAKETIME_TIMESTAMP_FILE=" + offset,
                // looked at once a second; its mending of waits by the monotonic clock makes those of a JVM end at once
                "export FAKETIME_CACHE_DURATION=1 FAKETIME_FORCE_MONOTONIC_FIX=0",
                "export FAKETIME_DONT_FAKE_MONOTONIC=1 NO_FAKE_STAT=1",
                "LD_PRELOAD=$(echo /usr/lib/*/faketime/libfaketimeMT.so.1)",
                "export LD_PRELOAD",
                Files.readString(program));
        Files.writeString(program, String.join("\n", lines));
    }
}
