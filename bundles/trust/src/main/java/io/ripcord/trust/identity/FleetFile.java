package io.ripcord.trust.identity;

import io.ripcord.api.disk.TwinFile;
import io.ripcord.api.host.Host;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.trust.DeviceIdentity.Fleet;
import io.ripcord.api.trust.UntrustedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The fleet that the device belongs to, on disk; checked on the way in and again when it is read. */
final class FleetFile {
    private static final Logger LOG = LoggerFactory.getLogger(FleetFile.class);

    private final Path file;
    private final TwinFile twin;
    private final Membership membership;
    private volatile Optional<Fleet> current;

    private FleetFile(Path file, TwinFile twin, Membership membership, Optional<Fleet> current) {
        this.file = file;
        this.twin = twin;
        this.membership = membership;
        this.current = current;
    }

    static FleetFile open(Host host, Path file, Membership membership) throws IOException {
        var twin = new TwinFile(host, file);
        return new FleetFile(file, twin, membership, read(host, file, twin, membership));
    }

    Optional<Fleet> current() {
        return current;
    }

    synchronized void join(Fleet fleet) throws UntrustedException {
        membership.check(fleet);
        try {
            twin.write(JsonText.pretty(json(fleet)).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the fleet in " + file + "; see to the disk and enrol again", e);
        }
        current = Optional.of(fleet);
    }

    private static Optional<Fleet> read(Host host, Path file, TwinFile twin, Membership membership) throws IOException {
        var kept = twin.read(json -> isSound(json, membership));
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        try {
            var fleet = parse(kept.get());
            membership.check(fleet);
            return Optional.of(fleet);
        } catch (BadDocument | UntrustedException e) {
            LOG.error("The fleet in {} does not count; enrol the device again", file, e);
            host.damaged(file, "the fleet in it does not count; enrol the device again");
            return Optional.empty();
        }
    }

    private static boolean isSound(byte[] json, Membership membership) {
        try {
            membership.check(parse(json));
            return true;
        } catch (BadDocument | UntrustedException _) {
            return false;
        }
    }

    private static JsonObject json(Fleet fleet) {
        return JsonObject.EMPTY
                .with("tenant", fleet.tenant())
                .with("broker", fleet.brokerUri())
                .with("certificate", fleet.certificatePem())
                .with("authority", fleet.authorityPem())
                .with("signer", fleet.signerPem());
    }

    private static Fleet parse(byte[] json) {
        var fields = Fields.of(JsonText.parseObject(json), "");
        var fleet = new Fleet(
                fields.text("tenant", 1, 64),
                fields.text("broker", 1, 300),
                fields.text("certificate", 1, 16384),
                fields.text("authority", 1, 16384),
                fields.text("signer", 1, 4096));
        fields.end();
        return fleet;
    }
}
