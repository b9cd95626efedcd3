package io.ripcord.wifi.hostapd.document;

import io.ripcord.api.json.BadDocument;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A part of the spectrum that radios use, with the geometry of its channels (IEEE 802.11-2020, annex E). */
public enum Band {
    GHZ_2_4("2.4GHz", 2400, 2500),
    GHZ_5("5GHz", 5000, 5924),
    GHZ_6("6GHz", 5925, 7200);

    private static final int FIRST_UPPER = 149;

    private final String text;
    private final int from;
    private final int to;

    Band(String text, int from, int to) {
        this.text = text;
        this.from = from;
        this.to = to;
    }

    /** @throws BadDocument unless it is written so */
    public static Band parse(String text) {
        for (var band : values()) {
            if (band.text.equals(text)) {
                return band;
            }
        }
        throw new BadDocument("", "it is no band", "write 2.4GHz, 5GHz or 6GHz");
    }

    /** @param megahertz the middle of a channel of 20 MHz */
    public static Optional<Band> of(int megahertz) {
        for (var band : values()) {
            if (megahertz >= band.from && megahertz <= band.to) {
                return Optional.of(band);
            }
        }
        return Optional.empty();
    }

    /** Whether it has a channel of 20 MHz with that number. */
    public boolean has(int channel) {
        return switch (this) {
            case GHZ_2_4 -> channel >= 1 && channel <= 14;
            case GHZ_5 ->
                every(4, channel, 36, 64) || every(4, channel, 100, 144) || every(4, channel, FIRST_UPPER, 177);
            case GHZ_6 -> every(4, channel, 1, 233);
        };
    }

    private static boolean every(int step, int channel, int first, int last) {
        return channel >= first && channel <= last && (channel - first) % step == 0;
    }

    /**
     * The channel number in the middle of the wide channel that holds this one; empty where there is none so wide.
     *
     * @param width 40, 80 or 160 MHz
     */
    public OptionalInt centre(int channel, int width) {
        int members = width / 20;
        int first = first(channel, members);
        boolean whole = IntStream.range(0, members).allMatch(i -> has(first + 4 * i));
        return this == GHZ_2_4 || !whole ? OptionalInt.empty() : OptionalInt.of(first + 2 * (members - 1));
    }

    private int first(int channel, int members) {
        int base = this == GHZ_6 ? 1 : channel >= FIRST_UPPER ? FIRST_UPPER : channel >= 100 ? 100 : 36;
        return channel - ((channel - base) / 4) % members * 4;
    }

    /** Whether the second half of a channel of 40 MHz is above this one; empty where there is no second half. */
    public Optional<Boolean> upwards(int channel) {
        if (this == GHZ_2_4) {
            return channel == 14 ? Optional.empty() : Optional.of(channel <= 7);
        }
        return centre(channel, 40).stream().mapToObj(centre -> centre > channel).findFirst();
    }

    /** The widths of its channels, in MHz. */
    public List<Integer> widths() {
        return this == GHZ_2_4 ? List.of(20, 40) : List.of(20, 40, 80, 160);
    }

    @Override
    public String toString() {
        return text;
    }
}
