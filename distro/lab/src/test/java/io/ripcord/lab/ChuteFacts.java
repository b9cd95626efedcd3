package io.ripcord.lab;

import io.ripcord.api.host.Facts;
import java.nio.file.Path;
import java.time.Instant;

/** The facts of a board of the lab, for a JVM outside of it. */
record ChuteFacts(Path state, String dockerEndpoint) implements Facts {

    @Override
    public String model() {
        return "lab board";
    }

    @Override
    public String deviceClass() {
        return "lab";
    }

    @Override
    public String baseVersion() {
        return "0";
    }

    @Override
    public Instant bootTime() {
        return Instant.EPOCH;
    }

    @Override
    public long bootEpoch() {
        return 1;
    }

    @Override
    public Path home() {
        return state;
    }

    @Override
    public Path etc() {
        return state;
    }

    @Override
    public String lanInterface() {
        return "lan0";
    }

    @Override
    public String lanAddress() {
        return Board.LAN_ADDRESS;
    }

    @Override
    public String wanInterface() {
        return "wan0";
    }

    @Override
    public int httpsPort() {
        return Board.HTTPS_PORT;
    }

    @Override
    public boolean safeMode() {
        return false;
    }

    @Override
    public boolean fallback() {
        return false;
    }
}
