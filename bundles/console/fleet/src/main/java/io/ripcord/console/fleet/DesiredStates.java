package io.ripcord.console.fleet;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.state.DesiredDocument;
import io.ripcord.api.state.FleetDocument;
import io.ripcord.api.state.SecretReferences;
import io.ripcord.api.trust.Envelope;
import io.ripcord.api.trust.FleetAuthority;
import io.ripcord.api.trust.SealedSecret;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.console.api.ConsoleException;
import io.ripcord.console.api.ConsoleException.Reason;
import io.ripcord.console.api.Desired;
import io.ripcord.console.api.Device;
import io.ripcord.console.api.FleetStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes and signs the generations of devices' fleet layers. */
final class DesiredStates {
    /** How long a generation may lie about before a device that never saw it refuses it. */
    private static final Duration VALIDITY = Duration.ofDays(365);

    private final FleetStore store;
    private final FleetAuthority authority;
    private final Clock clock;

    DesiredStates(FleetStore store, FleetAuthority authority, Clock clock) {
        this.store = store;
        this.authority = authority;
        this.clock = clock;
    }

    Desired edit(Device device, long basedOn, JsonObject patch, String author) throws ConsoleException {
        var present = store.desired(device.id());
        long held = present.map(Desired::generation).orElse(0L);
        if (held != basedOn) {
            throw new ConsoleException(
                    Reason.STALE,
                    "the edit of " + device.id() + " is based on generation " + basedOn + " but " + held
                            + " is there; read it again and repeat the edit");
        }
        var document = present.map(Desired::document).orElse(DesiredDocument.EMPTY);
        return put(device, held + 1, completed(device, patched(document, patch)), author);
    }

    Desired rollback(Device device, long generation, String author) throws ConsoleException {
        var history = store.desiredHistory(device.id(), 20);
        var wanted = history.stream()
                .filter(desired -> desired.generation() == generation)
                .findFirst()
                .orElseThrow(() -> new ConsoleException(
                        Reason.NOT_FOUND,
                        "generation " + generation + " of " + device.id() + " is not kept; choose one of the last 20"));
        return put(device, history.getFirst().generation() + 1, completed(device, wanted.document()), author);
    }

    /** The newest document with its references to the newest values; empty if that changes nothing. */
    Optional<Desired> renew(Device device, String author) throws ConsoleException {
        var present = store.desired(device.id());
        if (present.isEmpty()) {
            return Optional.empty();
        }
        var document = completed(device, present.get().document());
        return document.equals(present.get().document())
                ? Optional.empty()
                : Optional.of(put(device, present.get().generation() + 1, document, author));
    }

    /** The newest document as a new generation, with the secrets of now. */
    Optional<Desired> again(Device device, String author) throws ConsoleException {
        var present = store.desired(device.id());
        return present.isEmpty()
                ? Optional.empty()
                : Optional.of(put(
                        device, present.get().generation() + 1, present.get().document(), author));
    }

    private static DesiredDocument patched(DesiredDocument document, JsonObject patch) throws ConsoleException {
        try {
            var json = document.json().with("domains", document.sections().patched(patch));
            return DesiredDocument.from(json);
        } catch (BadDocument e) {
            throw new ConsoleException(Reason.INVALID, "the edit does not give a document: " + e.getMessage(), e);
        }
    }

    /** A fleet has one value of a secret for a device, so every reference is to that one, whatever digest it came with. */
    private DesiredDocument completed(Device device, DesiredDocument document) throws ConsoleException {
        var known = store.secrets(device.id()).stream()
                .map(SealedSecret::reference)
                .collect(Collectors.toMap(SecretReference::name, SecretReference::digest));
        try {
            var sections =
                    SecretReferences.complete(document.sections(), (name, _) -> Optional.ofNullable(known.get(name)));
            return DesiredDocument.from(document.json().with("domains", sections));
        } catch (BadDocument e) {
            throw new ConsoleException(Reason.INVALID, "the edit is not taken: " + e.getMessage(), e);
        }
    }

    private Desired put(Device device, long generation, DesiredDocument document, String author)
            throws ConsoleException {
        var now = clock.instant();
        var payload = new FleetDocument(
                device.tenant(),
                device.id(),
                device.deviceClass(),
                generation,
                now,
                now.plus(VALIDITY),
                document,
                store.secrets(device.id()));
        var envelope =
                authority.signer().sign(Envelope.DESIRED, payload.encode()).encode();
        var desired = new Desired(generation, document, envelope, author, now);
        if (!store.putDesired(device.id(), desired)) {
            throw new ConsoleException(
                    Reason.STALE, "somebody else edited " + device.id() + " at the same time; repeat the edit");
        }
        return desired;
    }
}
