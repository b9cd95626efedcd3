package io.ripcord.lab;

import io.ripcord.lab.linux.Await;
import io.ripcord.lab.linux.Command;
import io.ripcord.lab.linux.ControlGroup;
import io.ripcord.lab.linux.LabException;
import io.ripcord.lab.linux.LiveProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A board's container engine: dockerd with a containerd of its own. It makes no network and no firewall rule; containers
 * outlive it. Its socket is {@code /run/docker.sock} inside the board.
 */
public final class Engine {
    private static final Duration READY = Duration.ofSeconds(30);
    private static final Duration STOPPED = Duration.ofSeconds(20);
    private static final List<String> FLAGS = List.of(
            "--iptables=false",
            "--ip6tables=false",
            "--ip-masq=false",
            "--ip-forward=false",
            "--userland-proxy=false",
            "--bridge=none",
            "--live-restore",
            "--exec-opt=native.cgroupdriver=cgroupfs",
            "--host=unix:///run/docker.sock");

    private final Lab lab;
    private final Namespace board;
    private final Path data;

    Engine(Lab lab, Namespace board, Path data) {
        this.lab = lab;
        this.board = board;
        this.data = data;
    }

    /** The socket as the machine's root sees it. */
    public Path socket() {
        return board.path("/run/docker.sock");
    }

    public boolean running() {
        return lab.ledger().process(name()).filter(LiveProcess::alive).isPresent();
    }

    /** Starts it and returns when it answers. */
    public void start() {
        awaitOldContainerdGone();
        List<String> argv = new ArrayList<>(List.of("dockerd", "--data-root=" + data));
        argv.addAll(FLAGS);
        ControlGroup containers = lab.group().child(board.name());
        argv.add("--cgroup-parent=/" + containers.name());
        LiveProcess dockerd = board.start(name(), argv, Map.of());
        lab.ledger().add(new Ledger.Grouped(containers));
        Await.until(
                READY,
                "the engine of " + board.name() + " answers (log: " + lab.home().log(name()) + ")",
                () -> {
                    if (!dockerd.alive()) {
                        throw new LabException("The engine of " + board.name() + " ended at its start. See "
                                + lab.home().log(name()));
                    }
                    return Files.exists(socket()) && docker("version").ok();
                });
    }

    /** Orderly; containers run on. */
    public void stop() {
        lab.ledger().process(name()).ifPresent(p -> p.end(STOPPED));
    }

    /** As a crash would; containers run on. */
    public void kill() {
        lab.ledger().process(name()).ifPresent(p -> {
            p.kill();
            p.awaitGone();
        });
    }

    /** Runs the docker client inside the board, at most 30 s. */
    public Command.Outcome docker(String... arguments) {
        List<String> argv = new ArrayList<>(List.of("docker"));
        argv.addAll(List.of(arguments));
        return board.run(argv.toArray(String[]::new));
    }

    private String name() {
        return board.name() + ".engine";
    }

    /** A new dockerd takes a containerd that is dying, or dead and not yet collected, for a running one, and fails with it. */
    private void awaitOldContainerdGone() {
        Path file = board.path("/run/docker/containerd/containerd.pid");
        try {
            if (Files.exists(file)) {
                long pid = Long.parseLong(Files.readString(file).strip());
                LiveProcess.of(pid, "the old containerd of " + board.name())
                        .filter(_ -> isContainerd(pid))
                        .ifPresent(LiveProcess::awaitGone);
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new LabException("The old containerd's " + file + " could not be read: " + e.getMessage(), e);
        }
    }

    private static boolean isContainerd(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/comm")).strip().equals("containerd");
        } catch (IOException gone) {
            return false;
        }
    }
}
