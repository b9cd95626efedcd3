package io.ripcord.wifi.hostapd.document;

/** Whether management frames are protected (802.11w), so that nobody can forge a farewell. */
public enum Pmf {
    OFF,
    OPTIONAL,
    REQUIRED;

    /** As hostapd counts. */
    public int number() {
        return switch (this) {
            case OFF -> 0;
            case OPTIONAL -> 1;
            case REQUIRED -> 2;
        };
    }
}
