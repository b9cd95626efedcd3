package io.ripcord.system.time;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.domain.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The board's time zone: a link to its rules, to which an image lets {@code /etc/localtime} lead. */
final class TimeZoneLink {
    private static final Path RULES = Path.of("/usr/share/zoneinfo");

    private final Path link;

    /** @param folder of the link */
    TimeZoneLink(Path folder) {
        this.link = folder.resolve("localtime");
    }

    /** Empty for UTC. */
    Optional<String> now() throws IOException {
        return Files.isSymbolicLink(link)
                ? Optional.of(RULES.relativize(Files.readSymbolicLink(link)).toString())
                : Optional.empty();
    }

    Step to(Optional<String> wanted) {
        return new Step() {
            private Optional<String> before = Optional.empty();

            @Override
            public String what() {
                return "set the time zone " + wanted.orElse("UTC");
            }

            @Override
            public void apply() throws Refusal {
                try {
                    before = now();
                    set(wanted);
                } catch (IOException e) {
                    throw new Refusal(String.valueOf(e.getMessage()), "Install tzdata, or choose another zone", e);
                }
            }

            @Override
            public void undo() throws Refusal {
                try {
                    set(before);
                } catch (IOException e) {
                    throw new Refusal(String.valueOf(e.getMessage()), "Look whether the disk can be written", e);
                }
            }
        };
    }

    private void set(Optional<String> zone) throws IOException {
        if (zone.isEmpty()) {
            Files.deleteIfExists(link);
            return;
        }
        var rules = RULES.resolve(zone.get());
        if (!Files.isRegularFile(rules)) {
            throw new IOException("The board has no rules of the time zone " + zone.get() + ": there is no " + rules);
        }
        Files.createDirectories(link.getParent());
        var aside = link.resolveSibling(".localtime.new");
        Files.deleteIfExists(aside);
        Files.createSymbolicLink(aside, rules);
        Files.move(aside, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
