package io.ripcord.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The base: which jars of {@code bundles/} are installed, in this order, and at which start level. */
record BundleList(List<Entry> entries) {
    static final String FILE = "bundles.list";
    static final String FOLDER = "bundles";

    /** One line of the list: {@code startlevel file.jar}. */
    record Entry(int startLevel, String file) {
        Entry {
            if (startLevel < 1 || startLevel > 100 || !file.matches("[A-Za-z0-9._+-]+\\.jar")) {
                throw new LaunchException("Not a line of " + FILE + ": '" + startLevel + " " + file
                        + "'; it takes '<1..100> <name>.jar'");
            }
        }

        static Entry parse(String line) {
            var words = line.split(" ", -1);
            if (words.length != 2 || !words[0].matches("[0-9]{1,3}")) {
                throw new LaunchException("Not a line of " + FILE + ": '" + line + "'; it takes '<1..100> <name>.jar'");
            }
            return new Entry(Integer.parseInt(words[0]), words[1]);
        }

        @Override
        public String toString() {
            return startLevel + " " + file;
        }
    }

    BundleList {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new LaunchException(FILE + " names no bundle; build the folder again");
        }
    }

    static BundleList read(Path home) {
        var file = home.resolve(FILE);
        try {
            return new BundleList(
                    Files.readAllLines(file).stream().map(Entry::parse).toList());
        } catch (IOException e) {
            throw new LaunchException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    int highestStartLevel() {
        return entries.stream().mapToInt(Entry::startLevel).max().orElseThrow();
    }
}
