package io.ripcord.broker;

import com.hivemq.extension.sdk.api.packets.disconnect.DisconnectReasonCode;
import com.hivemq.extension.sdk.api.services.session.ClientService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The devices that the console does not want here, one a line in a file; looked at again and again. */
final class Removed {
    static final long PAUSE_MILLIS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(Removed.class);

    /** Who connected while the file was read is not known to the broker at once. */
    private static final int ROUNDS = 3;

    private static final String WHY = "this device was removed from its fleet; enrol it again";

    private final Path file;
    private final ClientService clients;
    private volatile Set<String> devices = Set.of();
    private int rounds;

    Removed(Path file, ClientService clients) {
        this.file = file;
        this.clients = clients;
        look();
    }

    boolean has(String device) {
        return devices.contains(device);
    }

    /** Called by one thread at a time. */
    void look() {
        var now = read();
        if (!now.equals(devices)) {
            devices = now;
            rounds = ROUNDS;
        }
        if (rounds > 0) {
            rounds--;
            now.forEach(this::end);
        }
    }

    private void end(String device) {
        var _ = clients.disconnectClient(device, false, DisconnectReasonCode.ADMINISTRATIVE_ACTION, WHY)
                .thenAccept(was -> {
                    if (was) {
                        LOG.warn("{} was cut off: {}", device, WHY);
                    }
                });
    }

    private Set<String> read() {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> !line.isEmpty()).collect(Collectors.toSet());
        } catch (NoSuchFileException _) {
            return Set.of();
        } catch (IOException | java.io.UncheckedIOException e) {
            LOG.error("{} cannot be read; the devices known to be removed stay so", file, e);
            return devices;
        }
    }
}
