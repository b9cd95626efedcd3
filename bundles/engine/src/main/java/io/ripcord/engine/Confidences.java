package io.ripcord.engine;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.state.FleetDocument;
import io.ripcord.api.state.LocalEdit;
import io.ripcord.api.state.SecretReferences;
import io.ripcord.api.state.StateException;
import io.ripcord.api.state.StateException.Reason;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.api.trust.SecretStore;
import io.ripcord.api.trust.UntrustedException;
import java.io.IOException;
import java.util.Optional;

/** Secrets on their way in: those of the fleet into the store, and references of local edits made whole. */
final class Confidences {
    private final SecretStore store;

    Confidences(SecretStore store) {
        this.store = store;
    }

    /** Before the document that refers to them is held; what is there already is left alone. */
    void take(FleetDocument document) throws StateException {
        try {
            store.take(document.secrets());
        } catch (UntrustedException e) {
            throw new StateException(Reason.UNTRUSTED, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new StateException(
                    Reason.STORAGE,
                    "the fleet's secrets could not be kept on disk: " + e.getMessage()
                            + "; make room, or replace the disk",
                    e);
        }
    }

    /** A reference without a digest, or with one that nobody knows here, is to the newest local value of its name. */
    LocalEdit complete(LocalEdit edit) throws StateException {
        try {
            var patch = SecretReferences.complete(edit.patch(), this::digest);
            return new LocalEdit(edit.basedOn(), patch, edit.author());
        } catch (BadDocument e) {
            throw new StateException(Reason.INVALID, String.valueOf(e.getMessage()), e);
        }
    }

    private Optional<Digest> digest(String name, Optional<Digest> given) {
        return given.filter(digest -> store.holds(new SecretReference(name, digest)))
                .or(() -> store.local(name).map(SecretReference::digest));
    }
}
