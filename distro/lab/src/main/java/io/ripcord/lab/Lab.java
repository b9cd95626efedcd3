package io.ripcord.lab;

import io.ripcord.lab.linux.Command;
import io.ripcord.lab.linux.ControlGroup;
import io.ripcord.lab.linux.LabException;
import io.ripcord.lab.linux.LiveProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that runs for one home folder. A lab is held by one process at a time. Whoever takes it first ends what an
 * earlier holder left behind; closing it ends what it started. Not for use by several threads at once.
 */
public final class Lab implements AutoCloseable {
    private static final Map<String, String> CLEAN_ENVIRONMENT = Map.of(
            "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME", "/root", "LANG", "C.UTF-8");

    private static final String DETACHED = "detached";

    private final Home home;
    private final Ledger ledger;
    private final ControlGroup group;
    private final HomeLock lock;
    private boolean closed;

    private Lab(Home home, HomeLock lock) {
        this.home = home;
        this.lock = lock;
        this.ledger = new Ledger(home.ledger());
        this.group = new ControlGroup("ripcord-" + home.id());
    }

    /** Takes the home folder, ends what is left there, and begins an empty lab. */
    public static Lab start(Home home) {
        Lab lab = take(home)
                .orElseThrow(() -> new LabException("The lab of " + home.root()
                        + " is in use by another process. End that one first: ./ripcord down"));
        lab.endLeftovers();
        lab.ledger.begin();
        lab.ledger.add(new Ledger.Grouped(lab.group));
        lab.processes().create();
        return lab;
    }

    /** Takes the home folder as it is; empty while another process holds it. */
    public static Optional<Lab> take(Home home) {
        return HomeLock.take(home).map(lock -> new Lab(home, lock));
    }

    /** Ends what an earlier holder left running. */
    public void endLeftovers() {
        ledger.endAll();
        group.end(Duration.ZERO);
    }

    /** The process that holds the home folder now, if one does. */
    public static Optional<LiveProcess> holder(Home home) {
        return HomeLock.holder(home);
    }

    public Home home() {
        return home;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Namespace namespace(String name) {
        return Namespace.make(this, name);
    }

    /** The group that holds all of this lab: its processes in {@code lab}, containers in one named like their board. */
    ControlGroup group() {
        return group;
    }

    /** Runs a short command that counts as ours. */
    Command.Outcome run(Command command) {
        return new Command(processes().entered(command.argv()), command.limit()).run();
    }

    /**
     * Starts a process of ours with a clean environment, in a session of its own (a Ctrl-C at our terminal is ours alone),
     * its output appended to its log.
     */
    synchronized LiveProcess launch(String name, List<String> argv, Map<String, String> environment) {
        if (closed) {
            throw new LabException(name + " is not started: the lab of " + home.root() + " is being ended.");
        }
        List<String> all = new ArrayList<>(List.of("setsid"));
        all.addAll(argv);
        ProcessBuilder builder = new ProcessBuilder(processes().entered(all))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log(name).toFile()));
        builder.environment().clear();
        builder.environment().putAll(CLEAN_ENVIRONMENT);
        builder.environment().putAll(environment);
        try {
            LiveProcess process = LiveProcess.of(builder.start().pid(), name)
                    .orElseThrow(
                            () -> new LabException(name + " ended as soon as it was started. See " + home.log(name)));
            ledger.add(new Ledger.Started(process));
            return process;
        } catch (IOException e) {
            throw new LabException(name + " could not be started: " + e.getMessage(), e);
        }
    }

    public synchronized boolean isOpen() {
        return !closed;
    }

    /** Lets everything run on without us; {@link #take} and the ledger find it again. */
    public synchronized void detach() {
        ledger.add(new Ledger.Noted(DETACHED, "yes"));
        closed = true;
        lock.release();
    }

    /** Whether this lab was let go on purpose and all of it still runs. */
    public static boolean runsDetached(Home home) {
        Ledger ledger = new Ledger(home.ledger());
        return ledger.note(DETACHED).isPresent() && ledger.current().allMatch(LiveProcess::alive);
    }

    /** Ends everything, in the reverse order of its start. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            ledger.endAll();
        } finally {
            lock.release();
        }
    }

    private ControlGroup processes() {
        return group.child("lab");
    }
}
