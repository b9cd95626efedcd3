package io.ripcord.cli.remote;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonBoolean;
import io.ripcord.api.json.JsonNull;
import io.ripcord.api.json.JsonNumber;
import io.ripcord.api.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Makes an edit of the layer that one writes there (the device's local one, the console's fleet one) and sees it through. */
public final class Edit {
    private static final int STALE = 409;
    private static final int TRIES = 3;

    private final Session session;
    private final Remote remote;
    private final Duration patience;

    public Edit(Session session, Remote remote, Duration patience) {
        this.session = session;
        this.remote = remote;
        this.patience = patience;
    }

    /** Both layers as they are now. */
    public JsonObject state() {
        return remote.get("state");
    }

    /** An entry as both layers come to; empty when there is none. */
    public Optional<JsonObject> entry(String domain, String name) {
        return state().object("effective")
                .flatMap(document -> document.object("domains"))
                .flatMap(domains -> domains.object(domain))
                .flatMap(section -> section.object(name));
    }

    /** Sets or, with null, removes one entry; another author's edit in between is no hindrance. */
    public int set(String domain, String name, Json entry) throws InterruptedException {
        var unit = new UnitId(domain, name);
        for (int tries = 1; ; tries++) {
            try {
                var state = state();
                var value = entry == JsonNull.NULL ? removal(state, unit) : entry;
                var patch = JsonObject.EMPTY.with(domain, JsonObject.EMPTY.with(name, value));
                return seeThrough(post(generation(state), patch), Optional.of(unit));
            } catch (RemoteFailure e) {
                if (e.status() != STALE || tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Makes the edit only if the layer is at that generation still. */
    public int patch(long basedOn, JsonObject patch) throws InterruptedException {
        return seeThrough(post(basedOn, patch), Optional.empty());
    }

    /** Goes back to what was wanted after that change. */
    public int rollback(String change) throws InterruptedException {
        return seeThrough(remote.post("history/" + change + "/rollback", JsonObject.EMPTY), Optional.empty());
    }

    /** The generation of the layer that is written here. */
    public long generation(JsonObject state) {
        return state.get(remote.local() ? "localGeneration" : "fleetGeneration")
                .filter(JsonNumber.class::isInstance)
                .map(number -> ((JsonNumber) number).value())
                .map(BigDecimal::longValueExact)
                .orElse(0L);
    }

    private JsonObject post(long basedOn, JsonObject patch) {
        return remote.post("state", JsonObject.EMPTY.with("basedOn", basedOn).with("patch", patch));
    }

    /** On a device, what the fleet gave is hidden by false; what the device gave itself goes by null. */
    private Json removal(JsonObject state, UnitId unit) {
        boolean fromFleet = remote.local()
                && state.object("fleet")
                        .flatMap(document -> document.object("domains"))
                        .flatMap(domains -> domains.object(unit.domain()))
                        .flatMap(section -> section.get(unit.name()))
                        .isPresent();
        return fromFleet ? JsonBoolean.FALSE : JsonNull.NULL;
    }

    /** Waits for what became of an edit that a server made of something else. */
    public int seeThrough(JsonObject accepted) throws InterruptedException {
        return seeThrough(accepted, Optional.empty());
    }

    private int seeThrough(JsonObject accepted, Optional<UnitId> unit) throws InterruptedException {
        var change = new Settling(remote, session.json() ? _ -> {} : session::say, patience).await(accepted);
        tell(change);
        return Report.good(change, unit) ? 0 : 1;
    }

    private void tell(ChangeRecord change) {
        if (session.json()) {
            session.print(change.json());
        } else {
            Report.lines(change).forEach(session::say);
        }
    }
}
