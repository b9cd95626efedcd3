package io.ripcord.wifi.hostapd;

import io.ripcord.wifi.hostapd.document.Band;
import io.ripcord.wifi.hostapd.document.Standard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads what {@code iw phy} tells of the board's radios; it is made for people, so only lines that are known count. */
final class IwPhy {
    private static final Pattern FREQUENCY = Pattern.compile("\\* ([0-9]+)(?:\\.[0-9]+)? MHz \\[([0-9]+)].*");
    private static final Pattern MOST = Pattern.compile("#\\{ ([^}]*) } <= ([0-9]+)");
    private static final String WIPHY = "Wiphy ";

    private final Map<String, Phy> found = new TreeMap<>();
    private Phy phy = new Phy();
    private Section section = new Section();
    private boolean combinations;

    private IwPhy() {}

    /** One radio, without its address. */
    static final class Phy {
        private final Map<Band, RadioFacts.OnBand> bands = new TreeMap<>();
        private boolean offers;
        private int most;

        Map<Band, RadioFacts.OnBand> bands() {
            return bands;
        }

        /** How many interfaces may offer something; where nothing is said, one. */
        int most() {
            return offers ? Math.max(1, most) : 0;
        }
    }

    /** What one paragraph tells of a band, which only its frequencies name. */
    private static final class Section {
        private final List<Integer> channels = new ArrayList<>();
        private final TreeSet<Integer> widths = new TreeSet<>(List.of(20));
        private final TreeSet<Integer> shortGuard = new TreeSet<>();
        private Optional<Standard> standard = Optional.empty();
        private Optional<Band> band = Optional.empty();

        void atLeast(Standard newer) {
            standard =
                    Optional.of(standard.filter(old -> old.compareTo(newer) > 0).orElse(newer));
        }
    }

    /** The radios by name. */
    static Map<String, Phy> parse(String text) {
        var parser = new IwPhy();
        text.lines().forEach(parser::line);
        parser.endSection();
        return new HashMap<>(parser.found);
    }

    private void line(String line) {
        var words = line.strip();
        if (line.startsWith(WIPHY)) {
            endSection();
            phy = new Phy();
            combinations = false;
            found.put(line.substring(WIPHY.length()).strip(), phy);
        } else if (line.startsWith("\tBand ")) {
            endSection();
        } else if (line.startsWith("\tvalid interface combinations")) {
            combinations = true;
        } else if (combinations && (words.startsWith("*") || words.startsWith("#"))) {
            most(words);
        } else if (words.equals("* AP")) {
            phy.offers = true;
        } else {
            inBand(words);
        }
    }

    private void most(String words) {
        var matcher = MOST.matcher(words);
        while (matcher.find()) {
            if (List.of(matcher.group(1).split(", ")).contains("AP")) {
                phy.most = Math.max(phy.most, Integer.parseInt(matcher.group(2)));
            }
        }
    }

    private void inBand(String words) {
        var frequency = FREQUENCY.matcher(words);
        if (frequency.matches()) {
            int channel = Integer.parseInt(frequency.group(2));
            var current = section;
            current.band = current.band.or(() -> Band.of(Integer.parseInt(frequency.group(1))));
            if (current.band.filter(band -> band.has(channel)).isPresent()) {
                current.channels.add(channel);
            }
        } else if (words.equals("HT20/HT40") || words.equals("HT20")) {
            section.atLeast(Standard.N);
            if (words.endsWith("HT40")) {
                section.widths.add(40);
            }
        } else if (words.startsWith("RX HT") && words.endsWith(" SGI")) {
            section.shortGuard.add(words.contains("HT20") ? 20 : 40);
        } else if (words.startsWith("VHT Capabilities")) {
            section.atLeast(Standard.AC);
            section.widths.addAll(List.of(40, 80));
        } else if (words.startsWith("Supported Channel Width: 160")) {
            section.widths.add(160);
        } else if (words.startsWith("short GI (")) {
            section.shortGuard.add(words.startsWith("short GI (80") ? 80 : 160);
        } else if (words.startsWith("HE Iftypes") && words.contains("AP")) {
            section.atLeast(Standard.AX);
        } else if (words.startsWith("HE40/HE80/5GHz")) {
            section.widths.addAll(List.of(40, 80));
        } else if (words.startsWith("HE160/")) {
            section.widths.add(160);
        }
    }

    private void endSection() {
        var done = section;
        section = new Section();
        done.band.ifPresent(band -> phy.bands.put(
                band,
                new RadioFacts.OnBand(
                        done.channels,
                        done.widths.stream().filter(band.widths()::contains).toList(),
                        done.standard,
                        List.copyOf(done.shortGuard))));
    }
}
