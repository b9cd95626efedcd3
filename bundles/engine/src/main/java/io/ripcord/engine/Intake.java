package io.ripcord.engine;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.Phase;
import io.ripcord.api.change.UnitId;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.state.Layer;
import io.ripcord.api.state.LocalEdit;
import io.ripcord.api.state.Receipt;
import io.ripcord.api.state.StateException;
import io.ripcord.api.state.StateException.Reason;
import io.ripcord.api.trust.DeviceIdentity;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.Verifier;
import io.ripcord.engine.journal.Settled;
import io.ripcord.engine.journal.Target;
import io.ripcord.engine.layers.HeldFleet;
import io.ripcord.engine.layers.HeldLocal;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes edits of both layers in, one at a time: judges, keeps, and has the worker run them. */
final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final Ground ground;
    private final Worker worker;
    private final FleetJudge fleetJudge;
    private final LocalJudge localJudge;
    private final ChangeIds ids;
    private final Confidences confidences;

    Intake(Ground ground, Worker worker, Verifier verifier, DeviceIdentity identity, Confidences confidences) {
        this.confidences = confidences;
        this.ground = ground;
        this.worker = worker;
        this.fleetJudge = new FleetJudge(verifier, identity, ground);
        this.localJudge = new LocalJudge(ground, identity);
        this.ids = new ChangeIds(ground.journal(), ground.layers());
    }

    synchronized Receipt acceptFleet(byte[] envelope) throws StateException {
        var verdict = fleetJudge.judge(envelope);
        if (verdict instanceof FleetJudge.Held(HeldFleet held)) {
            return new Receipt(Layer.FLEET, held.document().generation(), held.change());
        }
        var held = ((FleetJudge.News) verdict).as(ids.next());
        confidences.take(held.document());
        try {
            ground.layers().hold(held);
        } catch (IOException e) {
            throw storage("the fleet's state", e);
        }
        worker.submit(target(held.change(), "fleet"), _ -> false);
        return new Receipt(Layer.FLEET, held.document().generation(), held.change());
    }

    synchronized Receipt editLocal(LocalEdit made) throws StateException {
        var edit = confidences.complete(made);
        var domains = localJudge.judge(edit);
        return hold(domains, edit.author(), unit -> names(edit.patch(), unit));
    }

    List<String> preview(LocalEdit edit) throws StateException {
        return new Preview(ground).of(localJudge.effective(localJudge.judge(confidences.complete(edit))));
    }

    synchronized Receipt rollback(String change, String author) throws StateException {
        var entry = ground.changes().history().stream()
                .filter(past -> past.change().equals(change))
                .findFirst()
                .orElseThrow(() -> new StateException(
                        Reason.INVALID,
                        "there is no change " + change + " among the last 20; look at the history for one"));
        localJudge.check(entry.localLayer());
        return hold(entry.localLayer(), author, _ -> true);
    }

    /** After a start: the newest generation that was accepted and never begun, if there is one. */
    synchronized void resume() {
        ground.layers().fleet().ifPresent(this::takeAgain);
        var fleet = ground.layers().fleet();
        var local = ground.layers().local();
        var fleetChange = fleet.map(HeldFleet::change).orElse("");
        boolean fleetIsNewer = ChangeIds.number(fleetChange) > ChangeIds.number(local.change());
        var change = fleetIsNewer ? fleetChange : local.change();
        if (ChangeIds.number(change) <= ChangeIds.newestKnown(ground.journal())) {
            return;
        }
        var target = target(change, fleetIsNewer ? "fleet" : local.author());
        if (ground.facts().fallback()) {
            LOG.warn("{} is dropped: the device did not come up with it", change);
            new Settlement(ground).settle(target, Outcome.FAILED, List.of());
        } else {
            worker.submit(target, _ -> false);
        }
    }

    /** What was damaged or lost since comes back; the boot goes on without it. */
    private void takeAgain(HeldFleet held) {
        try {
            confidences.take(held.document());
        } catch (StateException e) {
            LOG.error("The fleet's secrets are not all here: {}", e.getMessage());
        }
    }

    /** Tries these units again, in a change of its own, unless something else is on its way. */
    synchronized void again(Predicate<UnitId> units) {
        var last = ground.changes().lastSettled();
        var now = ground.layers().snapshot(ground.domains()::perEntry);
        boolean idle = ground.changes().newestFirst().stream().allMatch(change -> change.phase() == Phase.DONE);
        if (idle
                && last.isPresent()
                && last.get().record().fleetGeneration() == now.fleetGeneration()
                && last.get().record().localGeneration() == now.localGeneration()) {
            var target = target(ids.next(), last.get().record().author());
            boolean ofFleet = last.get()
                    .fleetOutcome()
                    .filter(outcome -> outcome == Outcome.UNCONFIRMED || outcome == Outcome.PARTLY_APPLIED)
                    .isPresent();
            worker.submit(ofFleet ? target.bringing(fleetDigest()) : target, units);
        }
    }

    private Optional<Digest> fleetDigest() {
        return ground.layers().fleet().map(HeldFleet::digest);
    }

    private Receipt hold(JsonObject domains, String author, Predicate<UnitId> retried) throws StateException {
        var before = ground.layers().local();
        long settled = ground.changes()
                .lastSettled()
                .map(change -> change.record().localGeneration())
                .orElse(0L);
        var held = new HeldLocal(ids.next(), Math.max(before.generation(), settled) + 1, author, domains);
        try {
            ground.layers().hold(held);
        } catch (IOException e) {
            throw storage("the edit", e);
        }
        worker.submit(target(held.change(), author), retried);
        return new Receipt(Layer.LOCAL, held.generation(), held.change());
    }

    private Target target(String change, String author) {
        var snapshot = ground.layers().snapshot(ground.domains()::perEntry);
        long settled = ground.changes()
                .lastSettled()
                .map(Settled::record)
                .map(record -> record.fleetGeneration())
                .orElse(0L);
        Optional<Digest> fleetDigest = ground.layers()
                .fleet()
                .filter(held -> held.document().generation() > settled)
                .map(HeldFleet::digest);
        return new Target(
                change,
                author,
                ground.clock().instant(),
                snapshot.fleetGeneration(),
                snapshot.localGeneration(),
                fleetDigest,
                snapshot.effective(),
                snapshot.local());
    }

    private static boolean names(JsonObject patch, UnitId unit) {
        return unit.sections().stream()
                .flatMap(name -> patch.get(name).stream())
                .anyMatch(section -> unit.isWhole()
                        || !(section instanceof JsonObject entries)
                        || entries.get(unit.name()).isPresent());
    }

    private static StateException storage(String what, IOException e) {
        return new StateException(
                Reason.STORAGE,
                what + " could not be kept on disk: " + e.getMessage() + "; make room, or replace the disk",
                e);
    }
}
