package io.ripcord.cli;

import io.ripcord.lab.Home;
import io.ripcord.lab.Ledger;
import io.ripcord.lab.StandardLab;
import io.ripcord.lab.linux.LiveProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * How things stand in a home folder.
 *
 * @param parts what runs, by name, dead ones too
 */
record Overview(
        List<LiveProcess> parts, Optional<String> device, Optional<String> console, Optional<String> adminCode) {

    static Overview of(Home home) {
        Ledger ledger = new Ledger(home.ledger());
        return new Overview(
                ledger.current().filter(part -> SHOWN.contains(part.name())).toList(),
                ledger.note(StandardLab.DEVICE_PAGES),
                ledger.note(StandardLab.CONSOLE_PAGES),
                adminCode(home));
    }

    private static final List<String> SHOWN =
            List.of(StandardLab.DEVICE, StandardLab.DEVICE + ".engine", StandardLab.CONSOLE);

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** One line for a terminal that is watched. */
    String line() {
        StringJoiner line = new StringJoiner("  ");
        parts.forEach(part -> line.add(part.name() + (part.alive() ? " up" : " DOWN")));
        device.ifPresent(line::add);
        return line.toString();
    }

    String text() {
        StringJoiner text = new StringJoiner(System.lineSeparator());
        parts.forEach(part -> text.add("  %-14s %s".formatted(part.name(), part.alive() ? running(part) : "is down")));
        device.ifPresent(url -> text.add("  device pages   " + url));
        console.ifPresent(url -> text.add("  console        " + url));
        adminCode.ifPresent(code -> text.add("  admin code     " + code + "  (once, makes the first administrator)"));
        return text.toString();
    }

    private static String running(LiveProcess part) {
        return "up for " + age(part) + ", process " + part.pid();
    }

    private static String age(LiveProcess part) {
        Duration age = part.age();
        return age.toHours() > 0
                ? age.toHours() + " h " + age.toMinutesPart() + " min"
                : age.toMinutes() > 0 ? age.toMinutes() + " min" : age.toSeconds() + " s";
    }

    private static Optional<String> adminCode(Home home) {
        try {
            return Optional.of(Files.readString(home.board(StandardLab.DEVICE).resolve("state/run/admin.code"))
                    .strip());
        } catch (IOException usedOrNotWritten) {
            return Optional.empty();
        }
    }
}
