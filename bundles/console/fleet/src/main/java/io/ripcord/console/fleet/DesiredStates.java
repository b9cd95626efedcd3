package io.ripcord.console.fleet;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.state.DesiredDocument;
import io.ripcord.api.state.FleetDocument;
import io.ripcord.api.trust.Envelope;
import io.ripcord.api.trust.FleetAuthority;
import io.ripcord.console.api.ConsoleException;
import io.ripcord.console.api.ConsoleException.Reason;
import io.ripcord.console.api.Desired;
import io.ripcord.console.api.Device;
import io.ripcord.console.api.FleetStore;
import java.time.Clock;
import java.time.Duration;

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
        return put(device, held + 1, patched(document, patch), author);
    }

    Desired rollback(Device device, long generation, String author) throws ConsoleException {
        var history = store.desiredHistory(device.id(), 20);
        var wanted = history.stream()
                .filter(desired -> desired.generation() == generation)
                .findFirst()
                .orElseThrow(() -> new ConsoleException(
                        Reason.NOT_FOUND,
                        "generation " + generation + " of " + device.id() + " is not kept; choose one of the last 20"));
        return put(device, history.getFirst().generation() + 1, wanted.document(), author);
    }

    private static DesiredDocument patched(DesiredDocument document, JsonObject patch) throws ConsoleException {
        try {
            var json = document.json().with("domains", document.sections().patched(patch));
            return DesiredDocument.from(json);
        } catch (BadDocument e) {
            throw new ConsoleException(Reason.INVALID, "the edit does not give a document: " + e.getMessage(), e);
        }
    }

    private Desired put(Device device, long generation, DesiredDocument document, String author)
            throws ConsoleException {
        var now = clock.instant();
        var payload = new FleetDocument(
                device.tenant(), device.id(), device.deviceClass(), generation, now, now.plus(VALIDITY), document);
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
