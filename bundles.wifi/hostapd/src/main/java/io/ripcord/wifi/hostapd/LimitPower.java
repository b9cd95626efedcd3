package io.ripcord.wifi.hostapd;

import java.io.IOException;

/** Changes how loud a radio may be; no station is sent away. */
final class LimitPower extends AirStep {
    private final Air air;
    private final String radio;
    private final int power;
    private int before;

    /** @param power in dBm; 0: as much as the country allows */
    LimitPower(Air air, String radio, int power) {
        super("limit the power of radio " + radio);
        this.air = air;
        this.radio = radio;
        this.power = power;
    }

    @Override
    void change() throws IOException, InterruptedException {
        before = air.power(radio);
        air.limit(radio, power);
    }

    @Override
    void back() throws IOException, InterruptedException {
        air.limit(radio, before);
    }
}
