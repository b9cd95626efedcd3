package io.ripcord.wifi.hostapd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.wifi.hostapd.document.Band;
import io.ripcord.wifi.hostapd.document.Standard;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IwPhyTest {

    @Test
    void a_radio_of_three_bands_is_read_as_iw_5_19_told_of_it() {
        var phy = IwPhy.parse(FakeRadio.resource("iw-phy-hwsim.txt")).get("phy0");
        assertEquals(2048, phy.most());
        assertEquals(Set.of(Band.GHZ_2_4, Band.GHZ_5, Band.GHZ_6), phy.bands().keySet());
        var low = phy.bands().get(Band.GHZ_2_4);
        assertEquals(Optional.of(Standard.AX), low.standard());
        assertEquals(List.of(20, 40), low.widths());
        assertTrue(
                low.channels().containsAll(List.of(1, 6, 11, 14)),
                low.channels().toString());
        var middle = phy.bands().get(Band.GHZ_5);
        assertEquals(List.of(20, 40, 80, 160), middle.widths());
        assertTrue(
                middle.channels().containsAll(List.of(36, 52, 100, 149)),
                middle.channels().toString());
        assertEquals(List.of(20, 40, 80), middle.shortGuard().subList(0, 3));
        assertTrue(phy.bands().get(Band.GHZ_6).channels().contains(233));
    }

    @Test
    void radios_of_less_and_words_that_differ_are_read_too() {
        var all = IwPhy.parse(FakeRadio.resource("iw-phy-small.txt"));
        assertEquals(0, all.get("phy1").most());
        assertEquals(
                new RadioFacts.OnBand(List.of(1, 2, 14), List.of(20), Optional.of(Standard.N), List.of(20)),
                all.get("phy1").bands().get(Band.GHZ_2_4));
        assertEquals(8, all.get("phy0").most());
        assertEquals(
                new RadioFacts.OnBand(
                        List.of(36, 52), List.of(20, 40, 80), Optional.of(Standard.AC), List.of(20, 40, 80)),
                all.get("phy0").bands().get(Band.GHZ_5));
    }

    @Test
    void the_middle_of_a_wide_channel_is_where_the_standard_puts_it() {
        assertEquals(42, Band.GHZ_5.centre(44, 80).orElseThrow());
        assertEquals(155, Band.GHZ_5.centre(161, 80).orElseThrow());
        assertEquals(50, Band.GHZ_5.centre(64, 160).orElseThrow());
        assertEquals(114, Band.GHZ_5.centre(100, 160).orElseThrow());
        assertTrue(Band.GHZ_5.centre(132, 160).isEmpty());
        assertEquals(7, Band.GHZ_6.centre(5, 80).orElseThrow());
        assertEquals(15, Band.GHZ_6.centre(29, 160).orElseThrow());
        assertEquals(Optional.of(true), Band.GHZ_5.upwards(36));
        assertEquals(Optional.of(false), Band.GHZ_5.upwards(40));
        assertEquals(Optional.of(false), Band.GHZ_5.upwards(153));
    }
}
