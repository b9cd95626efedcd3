package io.ripcord.bench;

import io.ripcord.lab.linux.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Javas of this machine: what we are compared with may not run on ours. */
final class Jdks {
    private static final Path PLACE = Path.of("/usr/lib/jvm");

    private Jdks() {}

    /** The home of a Java of this feature release, told by its file {@code release}. */
    static Path of(int version) {
        try (var homes = Files.newDirectoryStream(PLACE)) {
            for (var home : homes) {
                if (isOf(version, home)) {
                    return home;
                }
            }
        } catch (IOException e) {
            throw new LabException(PLACE + " could not be searched for a Java " + version + ": " + e.getMessage(), e);
        }
        throw new LabException("There is no Java " + version + " in " + PLACE
                + ". Install one: apt-get install openjdk-" + version + "-jre-headless");
    }

    private static boolean isOf(int version, Path home) throws IOException {
        var release = home.resolve("release");
        return Files.isExecutable(home.resolve("bin/java"))
                && Files.isReadable(release)
                && Files.readString(release).contains("JAVA_VERSION=\"" + version + ".");
    }
}
