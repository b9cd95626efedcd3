package io.ripcord.agent;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.host.Facts;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Certificate;
import io.ripcord.api.message.Event;
import io.ripcord.api.message.Hello;
import io.ripcord.api.message.Renewal;
import io.ripcord.api.message.StateReport;
import io.ripcord.api.state.States;
import io.ripcord.api.trust.DeviceIdentity;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What the session tells, taken from facts, identity, states and outbox. */
final class DeviceContents implements Contents {
    private static final int MAX_SETTLED = 24 * 1024;

    private final Facts facts;
    private final DeviceIdentity identity;
    private final Renewing renewing;
    private final States states;
    private final Outbox outbox;
    private final Supplier<Map<String, Integer>> domains;
    private final Supplier<List<String>> capabilities;

    DeviceContents(
            Facts facts,
            DeviceIdentity identity,
            States states,
            Outbox outbox,
            Supplier<Map<String, Integer>> domains,
            Supplier<List<String>> capabilities) {
        this.facts = facts;
        this.identity = identity;
        this.renewing = new Renewing(identity);
        this.states = states;
        this.outbox = outbox;
        this.domains = domains;
        this.capabilities = capabilities;
    }

    @Override
    public long bootEpoch() {
        return facts.bootEpoch();
    }

    @Override
    public Instant now() {
        return identity.trustedNow();
    }

    @Override
    public Hello hello(long sequence) {
        var snapshot = states.snapshot();
        var reported = states.reported();
        long held = snapshot.fleetGeneration();
        return new Hello(
                board(),
                bootEpoch(),
                sequence,
                uptimeSeconds(),
                domains.get(),
                capabilities.get(),
                new Hello.Held(
                        held,
                        held == 0
                                ? Optional.empty()
                                : Optional.of(snapshot.fleet().digest())),
                new Hello.Settled(reported.fleetGeneration(), reported.outcome()));
    }

    @Override
    public StateReport report(long sequence) {
        var last = states.changes().stream()
                .filter(change -> change.outcome().isPresent())
                .findFirst();
        return Fitting.fit(new StateReport(bootEpoch(), sequence, states.reported(), last));
    }

    @Override
    public Optional<Event> oldestEvent() {
        return outbox.oldest();
    }

    @Override
    public Optional<Renewal> renewal() {
        return renewing.due();
    }

    void renewed(Certificate certificate) {
        renewing.take(certificate);
    }

    @Override
    public void acknowledged(long bootEpoch, long sequence) {
        outbox.acknowledged(bootEpoch, sequence);
    }

    static long uptimeSeconds() {
        return ManagementFactory.getRuntimeMXBean().getUptime() / 1000;
    }

    void record(String name, String text, JsonObject detail) {
        outbox.add(now(), name, text, detail);
    }

    void settled(ChangeRecord change) {
        record(
                Event.SETTLED,
                "change " + change.id() + " ended",
                JsonObject.EMPTY.with("change", Fitting.fit(change, MAX_SETTLED).json()));
    }

    private Hello.Board board() {
        var tenant = identity.fleet().map(DeviceIdentity.Fleet::tenant).orElse("none");
        return new Hello.Board(
                identity.id(), tenant, facts.deviceClass(), facts.model(), facts.baseVersion(), facts.lanAddress());
    }
}
