package io.ripcord.agent;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.Outcome;
import io.ripcord.api.change.Phase;
import io.ripcord.api.message.DownMessage;
import io.ripcord.api.message.Packet;
import io.ripcord.api.message.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A session with a clock of its own; tells what it did in few words: {@code open 1}, {@code hello}, {@code note}. */
final class Play {
    static final Topics TOPICS = new Topics("acme", "rc-1");
    static final Input.Target BROKER = new Input.Target("ssl://broker:8883", TOPICS);
    static final Input.Target OTHER = new Input.Target("ssl://other:8883", TOPICS);

    final FixedContents contents = new FixedContents();
    final Session session;
    long now;

    Play(long seed) {
        session = new Session(contents, new Random(seed));
    }

    List<String> on(Input input) {
        return session.on(input, now).stream().map(Play::brief).toList();
    }

    /** Lets time go by, ticking when the session wants it. */
    List<String> after(long millis) {
        List<String> all = new ArrayList<>();
        long end = now + millis;
        while (session.wakeAt() <= end) {
            now = Math.max(now, session.wakeAt());
            var did = on(new Input.Tick());
            all.addAll(did);
            if (did.isEmpty() && session.wakeAt() <= now) {
                throw new IllegalStateException("the session wants to be woken at once, again and again");
            }
        }
        now = end;
        return all;
    }

    List<String> aim(Input.Target target) {
        return on(new Input.Aim(Optional.of(target)));
    }

    List<String> opened() {
        return on(new Input.Opened(session.connection()));
    }

    List<String> lost() {
        return on(new Input.Lost(session.connection(), "cut"));
    }

    List<String> hears(DownMessage message) {
        return hears(session.connection(), message.to(TOPICS));
    }

    List<String> hears(long connection, Packet packet) {
        return on(new Input.Received(connection, packet));
    }

    /** Connects, and lets the first reports go. */
    Play up() {
        aim(BROKER);
        opened();
        after(1_000);
        return this;
    }

    static ChangeRecord change(String id, boolean ended) {
        return new ChangeRecord(
                id,
                1,
                0,
                "fleet",
                Instant.EPOCH,
                Optional.empty(),
                ended ? Phase.DONE : Phase.CONFIRM,
                ended ? Optional.of(Outcome.FAILED) : Optional.empty(),
                List.of(),
                List.of());
    }

    boolean working() {
        return now < session.workingUntil();
    }

    private static String brief(Action action) {
        return switch (action) {
            case Action.Open open ->
                "open " + open.connection() + " " + open.target().broker().substring(6, 12);
            case Action.Close close -> "close " + close.connection();
            case Action.Send send -> send.message().kind();
            case Action.Accept accept -> "accept " + accept.notice().generation();
            case Action.Deliver _ -> "deliver";
            case Action.Renew _ -> "renew";
            case Action.Run run -> "run " + run.command().name();
            case Action.Note _ -> "note";
        };
    }
}
