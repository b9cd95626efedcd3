package io.ripcord.console.fleet;

import io.ripcord.api.artifact.ArtifactStore;
import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.Phase;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Ack;
import io.ripcord.api.message.Bye;
import io.ripcord.api.message.Command;
import io.ripcord.api.message.CommandResult;
import io.ripcord.api.message.DesiredNotice;
import io.ripcord.api.message.Event;
import io.ripcord.api.message.Hello;
import io.ripcord.api.message.LogChunk;
import io.ripcord.api.message.Progress;
import io.ripcord.api.message.Renewal;
import io.ripcord.api.message.StateReport;
import io.ripcord.api.message.Topics;
import io.ripcord.api.message.UpMessage;
import io.ripcord.api.message.Want;
import io.ripcord.console.api.Desired;
import io.ripcord.console.api.FleetStore;
import io.ripcord.console.api.Presence;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the console does with each message of a device. Called in order for each device. */
final class Conversation {
    private static final Duration CONFIRM_VALIDITY = Duration.ofSeconds(30);
    private static final Duration HELLO_VALIDITY = Duration.ofSeconds(10);

    private final FleetStore store;
    private final ArtifactStore artifacts;
    private final Outlet outlet;
    private final Blocks blocks;
    private final Commands commands;
    private final Renewals renewals;
    private final Clock clock;

    Conversation(
            FleetStore store,
            ArtifactStore artifacts,
            Outlet outlet,
            Commands commands,
            Renewals renewals,
            Clock clock) {
        this.store = store;
        this.artifacts = artifacts;
        this.outlet = outlet;
        this.blocks = new Blocks(artifacts, outlet);
        this.commands = commands;
        this.renewals = renewals;
        this.clock = clock;
    }

    void received(Topics from, UpMessage message) throws IOException, InterruptedException {
        switch (message) {
            case Hello hello -> greet(from, hello);
            case StateReport report -> keep(from, report);
            case Progress progress -> store.putChange(from.device(), progress.change());
            case Want want -> blocks.give(from, want);
            case Event event -> note(from, event);
            case Renewal renewal -> renewals.renew(from, renewal);
            case LogChunk chunk -> commands.received(from.device(), chunk);
            case CommandResult result -> commands.received(from.device(), result);
            case Bye bye -> store.offline(from.device(), bye.bootEpoch(), bye.sequence(), clock.instant());
        }
    }

    /** Sends the newest generation if the device may not have settled it. */
    void tell(Topics device) throws IOException, InterruptedException {
        var desired = store.desired(device.device());
        if (desired.isPresent()) {
            send(device, desired.get());
        }
    }

    /** A device that is connected answers with its hello; one that is not says it when it comes. */
    void askForHello(Topics device) throws IOException, InterruptedException {
        send(device, Command.HELLO, JsonObject.EMPTY, HELLO_VALIDITY);
    }

    private void send(Topics device, String command, JsonObject arguments, Duration validity)
            throws IOException, InterruptedException {
        var deadline = clock.instant().plus(validity);
        commands.send(device, new Command(UUID.randomUUID().toString(), command, arguments, deadline), validity);
    }

    private void greet(Topics from, Hello hello) throws IOException, InterruptedException {
        var now = clock.instant();
        boolean newest = store.online(new Presence(
                from.device(),
                hello.board().deviceClass(),
                hello.board().model(),
                hello.board().base(),
                hello.bootEpoch(),
                hello.sequence(),
                now.minusSeconds(hello.uptimeSeconds()),
                now));
        var desired = store.desired(from.device());
        if (newest
                && desired.isPresent()
                && desired.get().generation() > hello.settled().generation()) {
            send(from, desired.get());
        }
    }

    private void send(Topics device, Desired desired) throws IOException, InterruptedException {
        var notice = DesiredNotice.of(desired.generation(), desired.envelope());
        if (notice.inline().isEmpty()) {
            artifacts.put(notice.envelope(), new ByteArrayInputStream(desired.envelope()));
        }
        outlet.send(notice.to(device));
    }

    private void keep(Topics from, StateReport report) {
        store.putReported(from.device(), report.bootEpoch(), report.sequence(), report.reported());
        report.last().ifPresent(change -> store.putChange(from.device(), change));
        store.seen(from.device(), clock.instant());
    }

    private void note(Topics from, Event event) throws IOException, InterruptedException {
        if (event.name().equals(Event.CONFIRM)) {
            confirm(from, event);
            return;
        }
        boolean fresh = event.sequence() == 0
                || store.putEvent(
                        from.device(),
                        event.bootEpoch(),
                        event.sequence(),
                        new String(event.encode(), StandardCharsets.UTF_8));
        if (fresh) {
            act(from, event);
        }
        if (event.sequence() > 0) {
            outlet.send(new Ack(event.bootEpoch(), event.sequence()).to(from));
        }
    }

    private void act(Topics from, Event event) {
        switch (event.name()) {
            case Event.SETTLED ->
                event.detail()
                        .object("change")
                        .ifPresent(change -> store.putChange(from.device(), ChangeRecord.from(change)));
            case Event.REFUSED -> store.putChange(from.device(), refusal(event));
            default -> {
                // kept for the record
            }
        }
    }

    /** A generation that the device did not take in has no change there; the console remembers why as one. */
    private static ChangeRecord refusal(Event event) {
        var fields = Fields.of(event.detail(), "detail");
        long generation = fields.whole("generation", 0, Long.MAX_VALUE);
        return new ChangeRecord(
                "refused-" + generation,
                generation,
                0,
                "fleet",
                event.at(),
                Optional.of(event.at()),
                Phase.DONE,
                Optional.of(Outcome.REFUSED),
                List.of(),
                List.of(event.text()));
    }

    private void confirm(Topics from, Event event) throws IOException, InterruptedException {
        var change = event.detail().string("change").orElse("");
        send(from, Command.CONFIRM, JsonObject.EMPTY.with("change", change), CONFIRM_VALIDITY);
    }
}
