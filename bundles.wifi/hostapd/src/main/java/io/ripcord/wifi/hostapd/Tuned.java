package io.ripcord.wifi.hostapd;

import io.ripcord.wifi.api.SsidInterface;
import io.ripcord.wifi.hostapd.document.Band;
import io.ripcord.wifi.hostapd.document.Radio;
import io.ripcord.wifi.hostapd.document.Standard;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One radio as it should work.
 *
 * <p>Its first interface offers nothing, is not seen on the air and lets nobody in: hostapd can change all of a radio's
 * interfaces but the first while the others serve.
 *
 * @param country empty: that of the whole world, where little is allowed
 * @param offers in the order of their numbers
 */
record Tuned(
        Radio radio, Optional<String> country, Optional<RadioFacts> facts, List<Access> offers, Access.Places folder) {
    private static final String NOBODY = "ripcord";
    private static final int OP_CLASS_6GHZ = 131;

    Tuned {
        offers = List.copyOf(offers);
    }

    static String anchor(Radio radio) {
        return new SsidInterface(radio.number(), 0).name().text();
    }

    String anchor() {
        return anchor(radio);
    }

    /** Changes with all for which every station of the radio is sent away. */
    String settings() {
        return Access.digest(text());
    }

    SortedMap<String, byte[]> files() {
        return new TreeMap<>(java.util.Map.of(
                Access.CONF,
                text().getBytes(StandardCharsets.UTF_8),
                Access.MACS,
                "# nobody may join here\n".getBytes(StandardCharsets.UTF_8)));
    }

    /** At most that much, in dBm; 0 for no limit of its own. */
    int power() {
        return radio.power().orElse(0);
    }

    /** Why the board's radio cannot work so, as a sentence without its full stop. */
    Optional<String> misfit() {
        if (facts.isEmpty()) {
            return Optional.of("The board has no radio " + radio.name());
        }
        var there = facts.get();
        var band = there.bands().get(radio.band());
        if (there.most() == 0) {
            return Optional.of("The radio " + radio.name() + " cannot offer networks, only join them");
        }
        if (band == null) {
            return Optional.of("The radio " + radio.name() + " has no band " + radio.band() + ", only "
                    + there.bands().keySet());
        }
        if (offers.size() >= there.most()) {
            return Optional.of(
                    "The radio " + radio.name() + " can offer " + (there.most() - 1) + " SSIDs, not " + offers.size());
        }
        if (radio.channel().isPresent()
                && !band.channels().contains(radio.channel().getAsInt())) {
            return Optional.of("The radio " + radio.name() + " has no channel "
                    + radio.channel().getAsInt() + ", only " + band.channels());
        }
        if (radio.width().isPresent() && !band.widths().contains(radio.width().getAsInt())) {
            return Optional.of("The radio " + radio.name() + " has no channels of "
                    + radio.width().getAsInt() + " MHz, only of " + band.widths());
        }
        if (radio.standard().isPresent()
                && band.standard()
                        .filter(newest -> newest.compareTo(radio.standard().get()) >= 0)
                        .isEmpty()) {
            return Optional.of("The radio " + radio.name() + " does not know those modes, only "
                    + band.standard().map(Standard::toString).orElse("older ones"));
        }
        return Optional.empty();
    }

    private String text() {
        var lines = new Directives()
                .line("interface", anchor())
                .line("driver", "nl80211")
                .line("ctrl_interface", folder.sockets().toString())
                .line("ssid2", '"' + NOBODY + '"')
                .flag("start_disabled", true)
                .flag("ignore_broadcast_ssid", true)
                .line("macaddr_acl", 1)
                .line("accept_mac_file", folder.file(anchor(), Access.MACS).toString());
        country.ifPresent(code -> lines.line("country_code", code)
                .flag("ieee80211d", true)
                .flag("ieee80211h", radio.band() == Band.GHZ_5));
        lines.line("hw_mode", radio.band() == Band.GHZ_2_4 ? "g" : "a")
                .line("channel", radio.channel().orElse(0));
        standards(lines);
        return lines.text();
    }

    private void standards(Directives lines) {
        var standard = standard();
        int width = width();
        if (standard.isEmpty()) {
            return;
        }
        lines.flag("wmm_enabled", true);
        if (radio.band() != Band.GHZ_6) {
            lines.flag("ieee80211n", true).line("ht_capab", highThroughput(width));
        } else {
            lines.line("op_class", OP_CLASS_6GHZ + List.of(20, 40, 80, 160).indexOf(width));
        }
        if (radio.band() == Band.GHZ_5 && standard.get() != Standard.N) {
            lines.flag("ieee80211ac", true);
            wide(lines, "vht", width);
            if (width == 160) {
                lines.line("vht_capab", "[VHT160]");
            }
        }
        if (standard.get() == Standard.AX) {
            lines.flag("ieee80211ax", true);
            if (radio.band() != Band.GHZ_2_4) {
                wide(lines, "he", width);
            }
        }
    }

    /** Without a channel of its own the radio finds the middle itself. */
    private void wide(Directives lines, String kind, int width) {
        lines.line(kind + "_oper_chwidth", width == 160 ? 2 : width == 80 ? 1 : 0);
        if (width >= 80 || (radio.band() == Band.GHZ_6 && width == 40)) {
            radio.channel()
                    .ifPresent(channel -> radio.band()
                            .centre(channel, width)
                            .ifPresent(centre -> lines.line(kind + "_oper_centr_freq_seg0_idx", centre)));
        }
    }

    private String highThroughput(int width) {
        var text = new StringBuilder();
        if (width >= 40) {
            boolean up = radio.channel().isEmpty()
                    || radio.band().upwards(radio.channel().getAsInt()).orElse(true);
            text.append(up ? "[HT40+]" : "[HT40-]");
        }
        onBand().ifPresent(band -> band.shortGuard().stream()
                .filter(at -> at <= Math.min(width, 40))
                .forEach(at -> text.append("[SHORT-GI-").append(at).append(']')));
        return text.toString();
    }

    private Optional<RadioFacts.OnBand> onBand() {
        return facts.map(RadioFacts::bands).map(bands -> bands.get(radio.band()));
    }

    private Optional<Standard> standard() {
        var own = onBand().flatMap(RadioFacts.OnBand::standard);
        return radio.standard().or(() -> own);
    }

    /** As it is written; else 80 MHz, or 20 where neighbours are many, or what the channel and the radio allow. */
    private int width() {
        if (radio.width().isPresent() || radio.band() == Band.GHZ_2_4) {
            return radio.width().orElse(20);
        }
        var possible = onBand().map(RadioFacts.OnBand::widths).orElse(List.of(20));
        return List.of(80, 40, 20).stream()
                .filter(possible::contains)
                .filter(width -> width < 80
                        || standard().filter(newest -> newest != Standard.N).isPresent())
                .filter(width ->
                        radio.channel().isEmpty() || holds(radio.channel().getAsInt(), width))
                .findFirst()
                .orElse(20);
    }

    private boolean holds(int channel, int width) {
        return switch (width) {
            case 20 -> true;
            case 40 -> radio.band().upwards(channel).isPresent();
            default -> radio.band().centre(channel, width).isPresent();
        };
    }
}
