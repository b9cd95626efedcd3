package io.ripcord.testkit;

import io.ripcord.api.host.Facts;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The facts of a board that is nowhere.
 *
 * @param root holds {@code state}, {@code home} and {@code etc}
 */
public record FakeFacts(Path root, boolean safeMode, boolean fallback, long bootEpoch, Optional<String> ownEnd)
        implements Facts {

    public FakeFacts(Path root) {
        this(root, false, false, 1, Optional.empty());
    }

    public FakeFacts inSafeMode() {
        return new FakeFacts(root, true, fallback, bootEpoch, ownEnd);
    }

    public FakeFacts inFallback() {
        return new FakeFacts(root, safeMode, true, bootEpoch, ownEnd);
    }

    /** What ran in the process before ended it. */
    public FakeFacts after(String reason) {
        return new FakeFacts(root, safeMode, fallback, bootEpoch, Optional.of(reason));
    }

    @Override
    public String model() {
        return "fake board";
    }

    @Override
    public String deviceClass() {
        return "lab";
    }

    @Override
    public String baseVersion() {
        return "0.1.0";
    }

    @Override
    public Instant bootTime() {
        return Instant.parse("2026-06-01T11:59:00Z");
    }

    @Override
    public Path state() {
        return root.resolve("state");
    }

    @Override
    public Path home() {
        return root.resolve("home");
    }

    @Override
    public Path etc() {
        return root.resolve("etc");
    }

    @Override
    public String lanInterface() {
        return "lan0";
    }

    @Override
    public String lanAddress() {
        return "192.168.77.1";
    }

    @Override
    public String wanInterface() {
        return "wan0";
    }

    @Override
    public int httpsPort() {
        return 8443;
    }

    @Override
    public String dockerEndpoint() {
        return "unix:///run/docker.sock";
    }
}
