package io.ripcord.console.fleet;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.state.FleetDocument;
import io.ripcord.api.state.SecretReferences;
import io.ripcord.api.trust.FleetAuthority;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.api.trust.SecretValue;
import io.ripcord.api.trust.UntrustedException;
import io.ripcord.console.api.ConsoleException;
import io.ripcord.console.api.ConsoleException.Reason;
import io.ripcord.console.api.Desired;
import io.ripcord.console.api.Device;
import io.ripcord.console.api.FleetStore;
import java.util.Optional;

/**
 * The fleet's secrets: sealed to their device before they are kept anywhere. They travel inside its signed desired state, so a
 * device that is away gets them with the document that needs them, and nobody can send it an older value again.
 */
final class DeviceSecrets {
    private static final int TRIES = 3;

    private final FleetStore store;
    private final FleetAuthority authority;
    private final DesiredStates desiredStates;

    DeviceSecrets(FleetStore store, FleetAuthority authority, DesiredStates desiredStates) {
        this.store = store;
        this.authority = authority;
        this.desiredStates = desiredStates;
    }

    /** A secret that is kept, and the generation that it made. */
    record Kept(SecretReference reference, Optional<Desired> desired) {}

    Kept set(Device device, String name, SecretValue value, String author) throws ConsoleException {
        var certificate = store.certificate(device.id())
                .orElseThrow(() -> new ConsoleException(
                        Reason.INVALID,
                        "the key of " + device.id() + " is not known here; enrol it again with a new claim code"));
        try {
            var sealed = authority.seal(certificate, name, value);
            checkRoom(device, name);
            store.putSecret(device.id(), sealed);
            return new Kept(sealed.reference(), renew(device, author));
        } catch (BadDocument | UntrustedException e) {
            throw new ConsoleException(Reason.INVALID, "the secret is not kept: " + e.getMessage(), e);
        }
    }

    Optional<Desired> remove(Device device, String name, String author) throws ConsoleException {
        var present = store.desired(device.id());
        if (present.isPresent()
                && SecretReferences.names(present.get().document().sections()).contains(name)) {
            throw new ConsoleException(
                    Reason.INVALID,
                    "the secret " + name + " is in use by the fleet layer of " + device.id()
                            + "; take it out of the document first");
        }
        if (!store.removeSecret(device.id(), name)) {
            throw new ConsoleException(
                    Reason.NOT_FOUND, device.id() + " has no secret of that name; ./ripcord secret ls lists them");
        }
        return desiredStates.again(device, author);
    }

    private void checkRoom(Device device, String name) throws ConsoleException {
        var secrets = store.secrets(device.id());
        boolean known =
                secrets.stream().anyMatch(secret -> secret.reference().name().equals(name));
        if (!known && secrets.size() >= FleetDocument.MAX_SECRETS) {
            throw new ConsoleException(
                    Reason.INVALID,
                    device.id() + " has " + secrets.size() + " secrets already; remove one that is not used");
        }
    }

    private Optional<Desired> renew(Device device, String author) throws ConsoleException {
        for (int tries = 1; ; tries++) {
            try {
                return desiredStates.renew(device, author);
            } catch (ConsoleException e) {
                if (e.reason() != Reason.STALE || tries == TRIES) {
                    throw e;
                }
            }
        }
    }
}
