package io.ripcord.engine;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonBoolean;
import io.ripcord.api.json.JsonNull;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.state.DesiredDocument;
import io.ripcord.api.state.DocumentPath;
import io.ripcord.api.state.LocalEdit;
import io.ripcord.api.state.StateException;
import io.ripcord.api.state.StateException.Reason;
import io.ripcord.api.trust.DeviceIdentity;
import io.ripcord.engine.layers.Merge;
import io.ripcord.engine.plan.Allocator;
import io.ripcord.engine.plan.Expansion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Judges an edit of the local layer: whether it is fresh, where local may write, and against no rule. */
final class LocalJudge {
    private final Ground ground;
    private final DeviceIdentity identity;

    LocalJudge(Ground ground, DeviceIdentity identity) {
        this.ground = ground;
        this.identity = identity;
    }

    /** The local layer as it would be. */
    JsonObject judge(LocalEdit edit) throws StateException {
        var held = ground.layers().local();
        if (edit.basedOn() != held.generation()) {
            throw new StateException(
                    Reason.STALE,
                    "the edit is based on local generation " + edit.basedOn() + ", but " + held.generation()
                            + " is there; look at it and make the edit again");
        }
        checkPlaces(edit.patch());
        var domains = pruned(held.domains().patched(edit.patch()));
        check(domains);
        return domains;
    }

    /** Refuses a local layer by which the document would break a rule that it does not break now. */
    void check(JsonObject domains) throws StateException {
        try {
            var effective = effective(domains);
            var document = DesiredDocument.from(effective.json());
            checkSize(document.json());
            checkSize(domains);
            awaitOwners(document);
            var expansion = new Expansion(ground.domains());
            var allocations = ground.journal().allocations();
            var problems = new TreeSet<>(expansion.problems(document, new Allocator(allocations)));
            problems.addAll(ownerless(document));
            if (!problems.isEmpty()) {
                var present = effective(ground.layers().local().domains());
                problems.removeAll(expansion.problems(present, new Allocator(allocations)));
                problems.removeAll(ownerless(present));
            }
            if (!problems.isEmpty()) {
                throw new StateException(Reason.INVALID, String.join("\n", problems));
            }
        } catch (BadDocument e) {
            throw new StateException(Reason.INVALID, String.valueOf(e.getMessage()), e);
        }
    }

    DesiredDocument effective(JsonObject domains) {
        return Merge.of(ground.layers().fleetDocument(), domains, ground.domains()::perEntry)
                .effective();
    }

    private static void checkNames(JsonObject object) throws StateException {
        for (var name : object.names()) {
            if (name.isEmpty() || name.contains("/")) {
                throw new StateException(Reason.INVALID, "\"" + name + "\" is no name; use one without slashes");
            }
        }
    }

    private void checkPlaces(JsonObject patch) throws StateException {
        checkNames(patch);
        for (var member : patch.members().entrySet()) {
            var value = member.getValue();
            if (value instanceof JsonObject section) {
                checkNames(section);
            }
            if (!(value instanceof JsonObject) && value != JsonBoolean.FALSE && value != JsonNull.NULL) {
                throw new StateException(
                        Reason.INVALID, member.getKey() + ": it is no object; write the domain's section in braces");
            }
        }
        checkPlaces(ground.layers().fleetDocument(), patch, List.of());
    }

    /** Every value must stand where local may write; what is only taken away may have stood anywhere. */
    private void checkPlaces(Optional<DesiredDocument> fleet, JsonObject patch, List<String> above)
            throws StateException {
        for (var member : patch.members().entrySet()) {
            var segments = new ArrayList<>(above);
            segments.add(member.getKey());

            checkPlace(fleet, new DocumentPath(segments), member.getValue());
        }
    }

    private void checkPlace(Optional<DesiredDocument> fleet, DocumentPath place, Json value) throws StateException {
        if (value == JsonNull.NULL || Merge.mayWrite(fleet, place)) {
            return;
        }
        if (value instanceof JsonObject inner && !inner.isEmpty()) {
            checkPlaces(fleet, inner, place.segments());
            return;
        }
        throw new StateException(
                Reason.NOT_YOURS,
                place + " belongs to the fleet "
                        + identity.fleet().map(DeviceIdentity.Fleet::tenant).orElse("")
                        + "; edit it there, or have the fleet let local write it");
    }

    /** Domains that nobody owns, unless a feature of the same document may bring their owner. */
    private List<String> ownerless(DesiredDocument document) {
        if (!document.section("features").isEmpty()) {
            return List.of();
        }
        return document.domains().keySet().stream()
                .filter(name -> ground.domains().find(name).isEmpty())
                .map(name -> name + ": there is no such domain here; install the feature that brings it, or remove it")
                .toList();
    }

    private void awaitOwners(DesiredDocument document) {
        try {
            ground.settling().await(ground.domains(), document.domains().keySet());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void checkSize(JsonObject document) throws StateException {
        int bytes = document.text().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > JsonText.MAX_BYTES) {
            throw new StateException(
                    Reason.INVALID, "the document would have " + bytes + " bytes; keep it below " + JsonText.MAX_BYTES);
        }
    }

    private static JsonObject pruned(JsonObject domains) {
        var pruned = domains;
        for (var member : domains.members().entrySet()) {
            if (member.getValue() instanceof JsonObject section && section.isEmpty()) {
                pruned = pruned.without(member.getKey());
            }
        }
        return pruned;
    }
}
