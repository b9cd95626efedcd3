package io.ripcord.wifi.hostapd.document;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * How one radio of the board is used.
 *
 * @param name the kernel's: {@code phy0}
 * @param channel empty: the radio looks for the quietest
 * @param width of the channel in MHz: 20, 40, 80 or 160; empty: as the band is mostly used
 * @param power at most that much, 1 to 30 dBm; empty: as much as the country allows
 * @param standard the newest that it talks; empty: what it can
 * @param enabled false: it is left alone
 */
public record Radio(
        String name,
        Band band,
        OptionalInt channel,
        OptionalInt width,
        OptionalInt power,
        Optional<Standard> standard,
        boolean enabled) {
    private static final Pattern NAME = Pattern.compile("phy(0|[1-9][0-9]{0,2})");
    private static final String CHOSEN = "auto";
    private static final int MOST_POWER = 30;

    static Radio from(String name, Fields fields) {
        if (!NAME.matcher(name).matches()) {
            throw new BadDocument("radios/" + name, "it is no name of a radio", "write phy and its number: phy0");
        }
        var band = fields.value("band", 8, Band::parse);
        var radio = new Radio(
                name,
                band,
                channel(fields, band),
                number(fields, "width", 20, 160),
                number(fields, "power", 1, MOST_POWER),
                fields.has("modes") ? Optional.of(fields.choice("modes", Standard.class)) : Optional.empty(),
                fields.flag("enabled", true));
        fields.end();
        radio.check(fields);
        return radio;
    }

    private static OptionalInt channel(Fields fields, Band band) {
        if (fields.raw("channel")
                .filter(value -> value.text().equals('"' + CHOSEN + '"'))
                .isPresent()) {
            return OptionalInt.empty();
        }
        var channel = number(fields, "channel", 1, 233);
        if (channel.isPresent() && !band.has(channel.getAsInt())) {
            throw fields.bad("channel", "the band " + band + " has no such channel", "write one of its, or auto");
        }
        return channel;
    }

    private static OptionalInt number(Fields fields, String name, int min, int max) {
        return fields.optionalWhole(name, min, max).stream()
                .mapToInt(Long::intValue)
                .findFirst();
    }

    private void check(Fields fields) {
        if (width.isEmpty()) {
            return;
        }
        int wide = width.getAsInt();
        if (!band.widths().contains(wide)) {
            throw fields.bad("width", "the band " + band + " has no such width", "write one of " + band.widths());
        }
        if (wide > 20 && channel.isPresent() && !fits(wide)) {
            throw fields.bad(
                    "width", "no channel of " + wide + " MHz holds channel " + channel.getAsInt(), "choose another");
        }
        if (wide > 40 && standard.filter(Standard.N::equals).isPresent()) {
            throw fields.bad("width", "802.11n ends at 40 MHz", "write 20 or 40, or newer modes");
        }
        if (band == Band.GHZ_6
                && standard.filter(newest -> newest != Standard.AX).isPresent()) {
            throw fields.bad("modes", "the band 6GHz begins with 802.11ax", "write ax, or leave it out");
        }
    }

    private boolean fits(int wide) {
        int own = channel.orElseThrow();
        return wide == 40
                ? band.upwards(own).isPresent()
                : band.centre(own, wide).isPresent();
    }

    /** Its number, which the names of its interfaces bear. */
    public int number() {
        return Integer.parseInt(name.substring("phy".length()));
    }
}
