package io.ripcord.agent;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Ack;
import io.ripcord.api.message.Block;
import io.ripcord.api.message.Bye;
import io.ripcord.api.message.Certificate;
import io.ripcord.api.message.Command;
import io.ripcord.api.message.DesiredNotice;
import io.ripcord.api.message.DownMessage;
import io.ripcord.api.message.Event;
import io.ripcord.api.message.Packet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The protocol as a state machine: what happens goes in, what is to be done comes out; no threads, no clock, no sockets.
 * Times are milliseconds of any clock that never goes back. Not thread-safe.
 */
final class Session {
    /** A connection counts as good after this time, or as soon as something came over it. */
    static final long GOOD = 30_000;

    /** The longest wait while a change wants to be confirmed. */
    static final long HURRY = 2_000;

    /** The console is there as long after it was heard. */
    static final long RECENT = 60_000;

    /** Makes the name of a change that begins into one that nothing waits for: the answer only shows who is there. */
    private static final String PROBE = "before ";

    enum State {
        IDLE,
        WAITING,
        OPENING,
        UP
    }

    private final Contents contents;
    private final Backoff backoff;
    private final Reports reports;
    private final Confirmation confirmation = new Confirmation();
    private Optional<Input.Target> target = Optional.empty();
    private Optional<Input.Target> probed = Optional.empty();
    private State state = State.IDLE;
    private boolean stopped;
    private boolean heard;
    private long heardAt;
    private long connection;
    private long since;
    private List<Action> actions = new ArrayList<>();

    Session(Contents contents, RandomGenerator random) {
        this.contents = contents;
        this.backoff = new Backoff(random);
        this.reports = new Reports(contents);
    }

    List<Action> on(Input input, long now) {
        switch (input) {
            case Input.Aim(var aim) -> aim(aim, now);
            case Input.Opened(var number) -> opened(number, now);
            case Input.Lost(var number, var reason) -> lost(number, reason, now);
            case Input.Received(var number, var packet) -> received(number, packet, now);
            case Input.Changed(var change) -> {
                reports.changed(change);
                change.outcome().ifPresent(_ -> confirmation.ended(change.id()));
            }
            case Input.Recorded() -> reports.recorded(now);
            case Input.Probe(var change) -> probe(change);
            case Input.Challenge(var change) -> challenge(change, now);
            case Input.Tick() -> {}
            case Input.Stop(var reason) -> stop(reason);
        }
        advance(now);
        var result = actions;
        actions = new ArrayList<>();
        return result;
    }

    /** When a Tick is due at the latest. */
    long wakeAt() {
        return switch (state) {
            case IDLE, OPENING -> Long.MAX_VALUE;
            case WAITING -> since;
            case UP -> Math.min(reports.wakeAt(), confirmation.wakeAt());
        };
    }

    State state() {
        return state;
    }

    boolean isStopped() {
        return stopped;
    }

    long connection() {
        return connection;
    }

    /** Until when the console counts as there: a minute after it spoke on the connection that is up. */
    long workingUntil() {
        return state == State.UP && heard ? heardAt + RECENT : Long.MIN_VALUE;
    }

    /**
     * The change whose confirm window is open and that did not cut the device off, though the console keeps silent: the
     * broker of before is reached over a connection opened after the window.
     */
    Optional<String> reached() {
        return state == State.UP && target.isPresent() && target.equals(probed)
                ? confirmation.pendingSince(connection)
                : Optional.empty();
    }

    Optional<String> answered() {
        return confirmation.answered();
    }

    private void aim(Optional<Input.Target> aim, long now) {
        if (aim.equals(target)) {
            return;
        }
        target = aim;
        backoff.reset();
        leave(now);
    }

    /** Ends the connection, if there is one; the next is opened at once, if there is an aim. */
    private void leave(long now) {
        if (state == State.UP || state == State.OPENING) {
            actions.add(new Action.Close(connection));
        }
        state = target.isEmpty() || stopped ? State.IDLE : State.WAITING;
        since = now;
    }

    private void advance(long now) {
        if (state == State.WAITING && now >= since) {
            state = State.OPENING;
            heard = false;
            actions.add(new Action.Open(++connection, target.orElseThrow()));
        } else if (state == State.UP) {
            confirmation.due(now).ifPresent(this::ask);
            reports.due(now).forEach(this::send);
        }
    }

    private void opened(long number, long now) {
        if (state != State.OPENING || number != connection) {
            return;
        }
        state = State.UP;
        since = now;
        greet(now);
        confirmation.connected();
    }

    private void greet(long now) {
        send(contents.hello(connection));
        reports.connected(now);
    }

    private void lost(long number, String reason, long now) {
        if (number != connection || (state != State.UP && state != State.OPENING)) {
            return;
        }
        if (state == State.UP && (heard || now - since >= GOOD)) {
            backoff.reset();
        }
        leave(now);
        since = now + backoff.next(confirmation.isOpen() ? HURRY : Backoff.LAST);
        actions.add(
                new Action.Note("no connection with the fleet: " + reason + "; next try in " + (since - now) + " ms"));
    }

    private void received(long number, Packet packet, long now) {
        if (state != State.UP || number != connection) {
            return;
        }
        try {
            var topics = target.orElseThrow().topics();
            var prefix = topics.down("");
            if (!packet.topic().startsWith(prefix)) {
                throw new BadDocument("", "its topic is not this device's", "look at the broker's rules");
            }
            handle(DownMessage.parse(packet.topic().substring(prefix.length()), packet.payload()), packet, now);
            heard = true;
            heardAt = now;
        } catch (BadDocument e) {
            actions.add(new Action.Note("dropped a packet on " + packet.topic() + ": " + e.getMessage()));
        }
    }

    private void handle(DownMessage message, Packet packet, long now) {
        switch (message) {
            case DesiredNotice notice -> actions.add(new Action.Accept(notice));
            case Certificate certificate -> actions.add(new Action.Renew(certificate));
            case Block block -> actions.add(new Action.Deliver(block));
            case Ack(var epoch, var sequence) -> {
                contents.acknowledged(epoch, sequence);
                reports.acknowledged(now);
            }
            case Command command when command.name().equals(Command.CONFIRM) -> confirmed(command);
            case Command command when command.name().equals(Command.HELLO) -> greet(now);
            case Command command -> actions.add(new Action.Run(command, packet.correlation()));
        }
    }

    private void confirmed(Command command) {
        var change = command.arguments().string("change").orElse("");
        if (!confirmation.answer(change, connection) && !change.startsWith(PROBE)) {
            actions.add(new Action.Note("a confirmation of change " + change + " came when none was asked for"));
        }
    }

    private void probe(String change) {
        probed = target;
        if (state == State.UP) {
            ask(PROBE + change, "change " + change + " begins and could cut the device off");
        }
    }

    private void challenge(String change, long now) {
        confirmation.open(change, connection + 1);
        backoff.reset();
        leave(now);
    }

    private void ask(String change) {
        ask(change, "change " + change + " is undone unless it is confirmed over this connection");
    }

    private void ask(String change, String text) {
        send(new Event(
                contents.bootEpoch(), 0, contents.now(), Event.CONFIRM, text, JsonObject.EMPTY.with("change", change)));
    }

    private void stop(String reason) {
        stopped = true;
        if (state == State.UP) {
            send(new Bye(contents.bootEpoch(), connection, reason));
        }
        leave(since);
    }

    private void send(io.ripcord.api.message.UpMessage message) {
        actions.add(new Action.Send(message));
    }
}
