package io.ripcord.agent;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Bye;
import io.ripcord.api.message.Links;
import io.ripcord.api.message.Packet;
import io.ripcord.api.message.Topics;
import io.ripcord.api.message.UpMessage;
import io.ripcord.api.trust.DeviceIdentity;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives a {@link Session}: one thread feeds it what happens and does what it wants, others wait for the network. Safe
 * for use by many threads.
 */
final class Agent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);
    private static final int BOUND = 256;
    private static final long FEED_SECONDS = 5;
    private static final int MAX_CHANGE = 100 * 1024;
    private static final long LOOK_MILLIS = 2_000;
    /** A path that is cut one way only is noticed after two of these at most. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final Duration WILL_DELAY = Duration.ofSeconds(30);
    private static final int RECEIVE_MAXIMUM = 32;

    /** What the agent's inputs come from and where its outputs go. */
    record Parts(
            DeviceIdentity identity,
            Links links,
            BrokerSwitch broker,
            BlockFetcher fetcher,
            DeviceContents contents,
            Acceptor acceptor) {}

    private final Parts parts;
    private final Session session;
    private final BlockingQueue<Input> inputs = new ArrayBlockingQueue<>(BOUND);
    private final Thread loop;
    private volatile Optional<Commands> commands = Optional.empty();
    private volatile Optional<Line> line = Optional.empty();
    private volatile Optional<Topics> topics = Optional.empty();
    private volatile long workingUntil = Long.MIN_VALUE;
    private volatile Optional<String> reached = Optional.empty();
    private volatile Optional<String> answered = Optional.empty();
    private final Map<Long, Line> candidates = new ConcurrentHashMap<>();
    private Optional<Thread> ending = Optional.empty();
    private Optional<Thread> opening = Optional.empty();

    Agent(Parts parts) {
        this.parts = parts;
        this.session = new Session(parts.contents, RandomGenerator.getDefault());
        this.loop = Thread.ofVirtual().name("agent").unstarted(this::run);
    }

    void start(Commands handled) {
        commands = Optional.of(handled);
        look();
        loop.start();
    }

    /** Looks at once whether the aim changed: enrolled, or another broker chosen. */
    void look() {
        feed(new Input.Aim(aim()));
    }

    void changed(ChangeRecord change) {
        if (change.outcome().isPresent()) {
            parts.contents.settled(change);
            feed(new Input.Recorded());
        }
        feed(new Input.Changed(Fitting.fit(change, MAX_CHANGE)));
    }

    void record(String name, String text, JsonObject detail) {
        parts.contents.record(name, text, detail);
        feed(new Input.Recorded());
    }

    boolean working() {
        return millis() < workingUntil;
    }

    /** True if an answer may come. */
    boolean probe(String change) {
        feed(new Input.Probe(change));
        return line.isPresent();
    }

    boolean reached(String change) {
        return reached.equals(Optional.of(change));
    }

    void challenge(String change) {
        feed(new Input.Challenge(change));
    }

    boolean answered(String change) {
        return answered.equals(Optional.of(change));
    }

    /** Says something on the connection that is up now; waits for a place in its queue. */
    void say(UpMessage message, Optional<byte[]> correlation, Runnable sent) throws IOException, InterruptedException {
        var open = line.orElseThrow(() -> new IOException("there is no connection with the fleet's console now"));
        open.put(packet(message, correlation), sent);
    }

    private Packet packet(UpMessage message, Optional<byte[]> correlation) {
        var packet = message.to(topics.orElseThrow());
        return correlation.map(packet::correlated).orElse(packet);
    }

    private void feed(Input input) {
        try {
            // first without a wait, which a caller that is interrupted cannot
            if (!inputs.offer(input) && !inputs.offer(input, FEED_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the agent is overrun and dropped {}", input.getClass().getSimpleName());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Input.Target> aim() {
        return parts.identity
                .fleet()
                .map(fleet -> new Input.Target(
                        parts.broker.override().orElse(fleet.brokerUri()),
                        new Topics(fleet.tenant(), parts.identity.id())));
    }

    private void run() {
        boolean stopping = false;
        while (!stopping) {
            try {
                var input = inputs.poll(pause(), TimeUnit.MILLISECONDS);
                stopping = input instanceof Input.Stop;
                step(input == null ? new Input.Aim(aim()) : input);
            } catch (InterruptedException _) {
                stopping = true;
            } catch (RuntimeException e) {
                LOG.error("the agent stumbled and goes on", e);
            }
        }
        closeLine(true);
        ending.ifPresent(Agent::await);
    }

    private void step(Input input) {
        if (input instanceof Input.Opened(var number)) {
            adopt(number);
        }
        for (var action : session.on(input, millis())) {
            perform(action);
        }
        workingUntil = session.workingUntil();
        reached = session.reached();
        answered = session.answered();
    }

    /** Takes a connection as the one that is up, unless another was wanted meanwhile. */
    private void adopt(long number) {
        var candidate = Optional.ofNullable(candidates.remove(number));
        if (session.state() == Session.State.OPENING && session.connection() == number) {
            line = candidate;
            candidate.ifPresent(up -> parts.fetcher.connected(want -> ask(up, want)));
        } else {
            candidate.ifPresent(stale -> endLater(stale, false));
        }
    }

    private long pause() {
        return Math.clamp(session.wakeAt() - millis(), 0, LOOK_MILLIS);
    }

    private void perform(Action action) {
        switch (action) {
            case Action.Open open -> open(open);
            case Action.Close _ -> closeLine(session.isStopped());
            case Action.Send(var message) -> line.ifPresent(open -> open.offer(packet(message, Optional.empty())));
            case Action.Accept(var notice) -> parts.acceptor.come(notice);
            case Action.Deliver(var block) -> parts.fetcher.deliver(block);
            case Action.Renew(var certificate) -> parts.contents.renewed(certificate);
            case Action.Run(var command, var correlation) ->
                commands.ifPresent(handled -> handled.come(command, correlation));
            case Action.Note(var sentence) -> LOG.info("{}", sentence);
        }
    }

    private void open(Action.Open open) {
        topics = Optional.of(open.target().topics());
        opening = Optional.of(Thread.ofVirtual().name("agent-open").start(() -> connect(open)));
    }

    private void connect(Action.Open open) {
        long number = open.connection();
        try {
            var link = parts.links.open(settings(open), new Ear(number));
            candidates.put(number, new Line(link, "agent-send", reason -> feed(new Input.Lost(number, reason))));
            link.subscribe(open.target().topics().allDown());
            LOG.info("connected with {}", open.target().broker());
            feed(new Input.Opened(number));
        } catch (IOException | InterruptedException | RuntimeException e) {
            Optional.ofNullable(candidates.remove(number)).ifPresent(Line::close);
            feed(new Input.Lost(number, e.getMessage() == null ? e.toString() : e.getMessage()));
        }
    }

    private boolean ask(Line up, UpMessage want) {
        up.offer(packet(want, Optional.empty()));
        return line.equals(Optional.of(up));
    }

    private Links.Settings settings(Action.Open open) throws IOException {
        if (!open.target().broker().startsWith("ssl://")) {
            throw new IOException(
                    "the broker " + open.target().broker() + " is not reached over TLS; name it ssl://host:port");
        }
        var tls = parts.identity.fleetTls().orElseThrow(() -> new IOException("the device is in no fleet"));
        var bye = new Bye(parts.contents.bootEpoch(), open.connection(), Bye.LOST);
        return new Links.Settings(
                open.target().broker(),
                parts.identity.id(),
                tls,
                KEEP_ALIVE,
                Optional.of(bye.to(open.target().topics())),
                WILL_DELAY,
                RECEIVE_MAXIMUM);
    }

    private void closeLine(boolean saying) {
        parts.fetcher.disconnected();
        opening.ifPresent(Thread::interrupt);
        opening = Optional.empty();
        var open = line;
        line = Optional.empty();
        open.ifPresent(old -> ending = Optional.of(endLater(old, saying)));
    }

    private static Thread endLater(Line old, boolean saying) {
        return Thread.ofVirtual().name("agent-close").start(() -> end(old, saying));
    }

    /** A process that ends before its farewell is out would be missed only when the broker tells of it. */
    private static void await(Thread ending) {
        try {
            ending.join(FAREWELL);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(Line old, boolean saying) {
        try {
            if (saying) {
                old.drain(1_000);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            old.close();
        }
    }

    @Override
    public void close() {
        feed(new Input.Stop("stopped"));
        try {
            loop.join(Duration.ofSeconds(3));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        commands.ifPresent(Commands::close);
        parts.acceptor.close();
    }

    private static long millis() {
        return System.nanoTime() / 1_000_000;
    }

    /** Hears one connection. */
    private final class Ear implements Links.Receiver {
        private final long connection;

        Ear(long connection) {
            this.connection = connection;
        }

        @Override
        public void received(Packet packet) {
            feed(new Input.Received(connection, packet));
        }

        @Override
        public void lost(String reason) {
            feed(new Input.Lost(connection, reason));
        }
    }
}
