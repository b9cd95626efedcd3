package io.ripcord.api.host;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** What the board is and where things lie (from {@code etc/device.json} and the launcher); constant while the JVM runs. */
@ProviderType
public interface Facts {

    String model();

    /** The device class that signed documents are made out to. */
    String deviceClass();

    /** The version of the base. */
    String baseVersion();

    Instant bootTime();

    /** Counter of this device's starts, kept on disk: larger after each start of the JVM. */
    long bootEpoch();

    /** The folder of all truths on disk. */
    Path state();

    Path home();

    /** The folder of the board's own configuration. */
    Path etc();

    String lanInterface();

    String lanAddress();

    String wanInterface();

    int httpsPort();

    /** The container engine's endpoint, {@code unix:///...}. */
    String dockerEndpoint();

    /** True when the launcher started without features and chutes after repeated failed starts. */
    boolean safeMode();

    /** True when the launcher asks for the last confirmed state only, dropping a provisional change. */
    boolean fallback();

    /**
     * Why the process before this one ended, as a sentence without its full stop, when what ran in it brought that about:
     * it called exit, ran out of memory, fell silent. Empty after an orderly end, a kill from outside and a power cut.
     */
    default Optional<String> ownEnd() {
        return Optional.empty();
    }
}
