package io.ripcord.api.state;

import io.ripcord.api.state.StateException.Reason;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.api.trust.SecretStore;
import io.ripcord.api.trust.SecretValue;
import java.io.IOException;
import java.util.Optional;

/**
 * Sets and removes a device's own secrets, and has the local layer follow: a new value gives the references to it a new
 * digest, which is an edit like any other. Safe for use by many threads.
 */
public final class LocalSecrets {
    private static final int TRIES = 3;

    private final SecretStore store;
    private final States states;

    public LocalSecrets(SecretStore store, States states) {
        this.store = store;
        this.states = states;
    }

    /** @param receipt of the edit that follows; empty when nothing refers to the secret, or the value is the same */
    public record Outcome(SecretReference reference, Optional<Receipt> receipt) {}

    /** @throws StateException if the value or the edit cannot be kept, or the edit is refused (the value is kept then) */
    public Outcome set(String name, SecretValue value, String author) throws StateException {
        try {
            var reference = store.set(name, value);
            return new Outcome(reference, renew(reference, author));
        } catch (IOException e) {
            throw unkept(e);
        }
    }

    /**
     * @return false if there is no such secret of this device
     * @throws StateException if the local layer refers to it
     */
    public boolean remove(String name) throws StateException {
        if (SecretReferences.names(states.snapshot().local()).contains(name)) {
            throw new StateException(
                    Reason.INVALID,
                    "the secret " + name + " is in use by the local layer; take it out of the document first");
        }
        try {
            return store.remove(name);
        } catch (IOException e) {
            throw unkept(e);
        }
    }

    private Optional<Receipt> renew(SecretReference reference, String author) throws StateException {
        for (int tries = 1; ; tries++) {
            var snapshot = states.snapshot();
            var renewed = SecretReferences.renew(snapshot.local(), reference);
            if (renewed.equals(snapshot.local())) {
                return Optional.empty();
            }
            try {
                return Optional.of(states.editLocal(new LocalEdit(snapshot.localGeneration(), renewed, author)));
            } catch (StateException e) {
                if (e.reason() != Reason.STALE || tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static StateException unkept(IOException e) {
        return new StateException(
                Reason.STORAGE, "the secrets could not be kept on disk; make room, or replace the disk", e);
    }
}
