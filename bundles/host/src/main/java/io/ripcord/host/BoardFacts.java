package io.ripcord.host;

import io.ripcord.api.host.Facts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The facts of this start: the board's description, the launcher's properties, the counter of starts. */
@Component(immediate = true)
public final class BoardFacts implements Facts {
    private final Path state;
    private final Path home;
    private final Path etc;
    private final BoardDescription board;
    private final String baseVersion;
    private final String startMode;
    private final Optional<String> ownEnd;
    private final Instant bootTime;
    private final long bootEpoch;

    @Activate
    public BoardFacts(BundleContext context, @Reference StateDisk disk) throws IOException {
        this(context, InstantSource.system(), disk);
    }

    BoardFacts(BundleContext context, InstantSource clock, StateDisk disk) throws IOException {
        state = FrameworkPaths.state(context);
        home = FrameworkPaths.home(context);
        etc = FrameworkPaths.etc(context);
        board = BoardDescription.read(etc, home);
        // the base is changed as a whole only, so this bundle's version is the base's
        baseVersion = context.getBundle().getVersion().toString();
        startMode = startMode(context);
        ownEnd = ownEnd(context);
        bootTime = ProcessHandle.current().info().startInstant().orElseGet(clock::instant);
        bootEpoch = BootEpoch.next(state.resolve("boot-epoch"), clock, disk);
    }

    private static Optional<String> ownEnd(BundleContext context) {
        return Boolean.parseBoolean(context.getProperty("ripcord.last-end.own"))
                ? Optional.ofNullable(context.getProperty("ripcord.last-end"))
                : Optional.empty();
    }

    private static String startMode(BundleContext context) {
        var mode = context.getProperty("ripcord.start.mode");
        if (mode != null) {
            return mode;
        }
        return Boolean.parseBoolean(context.getProperty("ripcord.safe-mode")) ? "safe" : "normal";
    }

    @Override
    public String model() {
        return board.model();
    }

    @Override
    public String deviceClass() {
        return board.deviceClass();
    }

    @Override
    public String baseVersion() {
        return baseVersion;
    }

    @Override
    public Instant bootTime() {
        return bootTime;
    }

    @Override
    public long bootEpoch() {
        return bootEpoch;
    }

    @Override
    public Path state() {
        return state;
    }

    @Override
    public Path home() {
        return home;
    }

    @Override
    public Path etc() {
        return etc;
    }

    @Override
    public String lanInterface() {
        return board.lanInterface();
    }

    @Override
    public String lanAddress() {
        return board.lanAddress();
    }

    @Override
    public String wanInterface() {
        return board.wanInterface();
    }

    @Override
    public int httpsPort() {
        return board.httpsPort();
    }

    @Override
    public String dockerEndpoint() {
        return board.docker();
    }

    @Override
    public boolean safeMode() {
        return startMode.equals("safe");
    }

    @Override
    public boolean fallback() {
        return startMode.equals("fallback");
    }

    @Override
    public Optional<String> ownEnd() {
        return ownEnd;
    }
}
