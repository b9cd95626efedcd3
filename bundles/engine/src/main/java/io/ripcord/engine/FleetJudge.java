package io.ripcord.engine;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.state.FleetDocument;
import io.ripcord.api.state.StateException;
import io.ripcord.api.state.StateException.Reason;
import io.ripcord.api.trust.DeviceIdentity;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.Envelope;
import io.ripcord.api.trust.UntrustedException;
import io.ripcord.api.trust.Verifier;
import io.ripcord.engine.layers.HeldFleet;
import java.util.Optional;

/** Judges a fleet's envelope: whether it is believed, meant for this device, and news. */
final class FleetJudge {
    private final Verifier verifier;
    private final DeviceIdentity identity;
    private final Ground ground;

    FleetJudge(Verifier verifier, DeviceIdentity identity, Ground ground) {
        this.verifier = verifier;
        this.identity = identity;
        this.ground = ground;
    }

    /** What an envelope is to the device. */
    sealed interface Verdict {}

    /** Held already. */
    record Held(HeldFleet held) implements Verdict {}

    /** To be taken. */
    record News(byte[] envelope, byte[] payload) implements Verdict {
        HeldFleet as(String change) {
            return HeldFleet.of(change, envelope, payload);
        }
    }

    Verdict judge(byte[] envelope) throws StateException {
        var payload = payload(envelope);
        var document = document(payload);
        checkAddress(document);
        var held = ground.layers()
                .fleet()
                .filter(known -> known.document().tenant().equals(document.tenant()));
        if (held.isPresent() && held.get().document().generation() >= document.generation()) {
            return known(held.get(), document, payload);
        }
        if (identity.trustedNow().isAfter(document.expires())) {
            throw new StateException(
                    Reason.EXPIRED,
                    "fleet generation " + document.generation() + " expired at " + document.expires()
                            + " by this device's clock; set the clock right, or have the fleet sign a new one");
        }
        if (ground.journal().banned(Digest.of(payload))) {
            throw new StateException(
                    Reason.INVALID,
                    "fleet generation " + document.generation()
                            + " failed on this device before; see its changes for why, and issue a new generation");
        }
        identity.raiseFloor(document.issued());
        return new News(envelope.clone(), payload);
    }

    private byte[] payload(byte[] envelope) throws StateException {
        try {
            return verifier.verify(Envelope.parse(envelope), Envelope.DESIRED);
        } catch (BadDocument e) {
            throw malformed(e);
        } catch (UntrustedException e) {
            throw new StateException(Reason.UNTRUSTED, String.valueOf(e.getMessage()), e);
        }
    }

    private static FleetDocument document(byte[] payload) throws StateException {
        try {
            return FleetDocument.parse(payload);
        } catch (BadDocument e) {
            throw malformed(e);
        }
    }

    private void checkAddress(FleetDocument document) throws StateException {
        var tenant = identity.fleet().map(DeviceIdentity.Fleet::tenant);
        expect("tenant", document.tenant(), tenant);
        expect("device", document.device(), Optional.of(identity.id()));
        expect("class", document.deviceClass(), Optional.of(ground.facts().deviceClass()));
    }

    private static void expect(String what, String made, Optional<String> own) throws StateException {
        if (own.isEmpty() || !own.get().equals(made)) {
            throw new StateException(
                    Reason.UNTRUSTED,
                    "the fleet's state is made out to the " + what + " " + made + ", not to "
                            + own.orElse("this device, which is in no fleet") + "; have it made out to this device");
        }
    }

    private static Verdict known(HeldFleet held, FleetDocument document, byte[] payload) throws StateException {
        long generation = held.document().generation();
        if (document.generation() == generation && held.digest().equals(Digest.of(payload))) {
            return new Held(held);
        }
        throw new StateException(
                Reason.STALE,
                "fleet generation " + document.generation() + " is not newer than " + generation
                        + ", which is held; issue a higher one");
    }

    private static StateException malformed(BadDocument e) {
        return new StateException(Reason.INVALID, "the fleet's state is malformed: " + e.getMessage(), e);
    }
}
