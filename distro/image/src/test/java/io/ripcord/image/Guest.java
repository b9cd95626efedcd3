package io.ripcord.image;

import io.ripcord.api.host.Host;
import io.ripcord.lab.linux.Command;
import io.ripcord.lab.linux.LabException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A machine in QEMU, without hardware support for it, which runs what it is told. It sees the programs of this machine, and
 * one folder, at its place, that both can write; nothing else of what it does is ever seen outside, and no network leads out
 * of it. It cannot outlive this process. Safe for use by many threads.
 */
final class Guest implements AutoCloseable {
    private static final Duration TO_BOOT = Duration.ofMinutes(3);
    private static final Duration USUAL = Duration.ofMinutes(1);
    private static final List<String> FIRST_MODULES =
            List.of("virtio_pci", "virtio_console", "9pnet_virtio", "9p", "overlay");

    private final Path shared;
    private final Path logs;
    private final CompletableFuture<Process> machine = new CompletableFuture<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Map<Long, CompletableFuture<Host.Result>> asked = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();

    private Guest(Path shared, Path logs) {
        this.shared = shared;
        this.logs = logs;
    }

    /**
     * Boots one; returns when it listens.
     *
     * @param shared the folder that both can write; no socket can lie in it, see {@link #memory}
     * @param logs where the words of the kernel ({@code console.log}) and of QEMU are kept
     */
    static Guest boot(Kernel kernel, Path shared, Path logs) throws IOException {
        var guest = new Guest(shared, Files.createDirectories(logs));
        Path archive = Files.write(logs.resolve("initramfs"), firstFiles(kernel, shared));
        // whoever starts a process that dies with its parent must live as long: the thread that then listens to it
        Thread.ofPlatform().daemon().name("board").start(() -> guest.attend(guest.argv(kernel, archive)));
        try {
            guest.ready.get(TO_BOOT.toSeconds(), TimeUnit.SECONDS);
            return guest;
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            guest.close();
            throw new LabException(
                    "The machine in QEMU did not come up: " + e + ". Its last words are in " + logs
                            + "; a ring that this machine cannot run is left out by --skip board.",
                    e);
        }
    }

    private static byte[] firstFiles(Kernel kernel, Path shared) throws IOException {
        var archive = new Archive()
                .folder("bin")
                .file("bin/busybox", Files.readAllBytes(busybox()))
                .file("init", resource("init"))
                .file("hand", resource("hand"))
                .file("kernel.path", kernel.home())
                .file("shared.path", shared)
                .folder("modules");
        var order = new StringBuilder();
        for (Path module : kernel.modules(FIRST_MODULES)) {
            order.append(module.getFileName()).append('\n');
            archive.file("modules/" + module.getFileName(), Files.readAllBytes(module));
        }
        return archive.file("modules.order", order.toString().getBytes(StandardCharsets.UTF_8))
                .bytes();
    }

    private static Path busybox() {
        return Path.of(Command.of("sh", "-c", "command -v busybox")
                .run()
                .orThrow()
                .out()
                .strip());
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = Guest.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the resource " + name + " is missing");
            }
            return in.readAllBytes();
        }
    }

    private List<String> argv(Kernel kernel, Path archive) {
        return List.of(
                "setpriv",
                "--pdeathsig",
                "KILL",
                "qemu-system-x86_64",
                "-nodefaults",
                "-no-user-config",
                "-no-reboot",
                "-display",
                "none",
                "-machine",
                "pc,accel=tcg",
                "-cpu",
                "max",
                "-smp",
                "2",
                "-m",
                "768",
                "-kernel",
                kernel.image().toString(),
                "-initrd",
                archive.toString(),
                "-append",
                "console=ttyS0 loglevel=5 panic=-1 mitigations=off no_timer_check",
                "-serial",
                "file:" + logs.resolve("console.log"),
                "-chardev",
                "stdio,id=hand,signal=off",
                "-device",
                "virtio-serial-pci",
                "-device",
                "virtserialport,chardev=hand,name=hand",
                "-fsdev",
                "local,id=root,path=/,readonly=on,security_model=none,multidevs=remap",
                "-device",
                "virtio-9p-pci,fsdev=root,mount_tag=root",
                "-fsdev",
                "local,id=shared,path=" + shared + ",security_model=passthrough",
                "-device",
                "virtio-9p-pci,fsdev=shared,mount_tag=shared");
    }

    private void attend(List<String> argv) {
        Throwable end = new IOException("it ended");
        try {
            var process = new ProcessBuilder(argv)
                    .redirectError(logs.resolve("qemu.log").toFile())
                    .start();
            machine.complete(process);
            listen(new DataInputStream(new BufferedInputStream(process.getInputStream())));
        } catch (IOException e) {
            end = e;
        }
        var why = new IOException("The machine in QEMU runs no longer; look into " + logs, end);
        machine.completeExceptionally(why);
        ready.completeExceptionally(why);
        asked.values().forEach(answer -> answer.completeExceptionally(why));
    }

    private void listen(DataInputStream in) throws IOException {
        for (String line = line(in); ; line = line(in)) {
            if (line.equals("ready")) {
                ready.complete(null);
                continue;
            }
            var words = line.split(" ", -1);
            var out = new String(in.readNBytes(Integer.parseInt(words[2])), StandardCharsets.UTF_8);
            var err = new String(in.readNBytes(Integer.parseInt(words[3])), StandardCharsets.UTF_8);
            var answer = asked.remove(Long.parseLong(words[0]));
            if (answer != null) {
                answer.complete(new Host.Result(Integer.parseInt(words[1]), out, err));
            }
        }
    }

    private static String line(DataInputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.readByte(); c != '\n'; c = in.readByte()) {
            line.append((char) c);
        }
        return line.toString();
    }

    /**
     * Runs a program in the machine.
     *
     * @throws IOException if it cannot be started or does not end within the limit
     */
    Host.Result run(List<String> argv, byte[] stdin, Duration limit) throws IOException, InterruptedException {
        long id = ids.incrementAndGet();
        var answer = new CompletableFuture<Host.Result>();
        asked.put(id, answer);
        var words = String.join("\0", argv).getBytes(StandardCharsets.UTF_8);
        long seconds = Math.max(1, limit.toSeconds());
        tell(
                "%d %d %d %d\n"
                        .formatted(id, seconds, words.length, stdin.length)
                        .getBytes(StandardCharsets.UTF_8),
                words,
                stdin);
        try {
            var result = answer.get(2 * seconds + 60, TimeUnit.SECONDS);
            if (result.status() == -1) {
                throw new IOException("Cannot start " + argv.getFirst() + ": " + result.err());
            }
            if (result.status() == 128 + 14) {
                throw new IOException(argv.getFirst() + " did not end within " + seconds + " s");
            }
            return result;
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The machine in QEMU does not answer; look into " + logs, e);
        } finally {
            asked.remove(id);
        }
    }

    private synchronized void tell(byte[]... parts) throws IOException {
        OutputStream out = machine.join().getOutputStream();
        for (byte[] part : parts) {
            out.write(part);
        }
        out.flush();
    }

    /** Runs a program as a test does, which knows what should come of it: at most a minute, and whatever it writes. */
    Command.Outcome run(String... argv) {
        return run(List.of(argv));
    }

    private Command.Outcome run(List<String> argv) {
        try {
            var result = run(argv, new byte[0], USUAL);
            return new Command.Outcome(argv, result.status(), result.out(), result.err());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("A program in the machine was interrupted.", e);
        }
    }

    /** As {@link #run(String...)}, a line of the shell. */
    Command.Outcome shell(String line) {
        return run("/bin/sh", "-c", line);
    }

    /** Loads modules of the kernel. */
    void load(String... modules) {
        shell("for m in " + String.join(" ", modules) + "; do modprobe $m || exit 1; done")
                .orThrow();
    }

    /** A computer at the other end of a cable, or of the air. */
    Neighbour neighbour(String name) {
        run("ip", "netns", "add", name).orThrow();
        run("ip", "-n", name, "link", "set", "lo", "up").orThrow();
        return new Neighbour(this, name);
    }

    /** Puts a folder of this machine's own over one of the shared folder: for sockets, which cannot be shared. */
    void memory(Path folder) throws IOException {
        Files.createDirectories(folder);
        run("mount", "-t", "tmpfs", "tmpfs", folder.toString()).orThrow();
    }

    /** The folder that both can write. */
    Path shared() {
        return shared;
    }

    /** The port to it for the device's code. */
    GuestHost host() {
        return new GuestHost(this);
    }

    /** Nothing in it is worth an orderly end. */
    @Override
    public void close() {
        if (!machine.isDone() || machine.isCompletedExceptionally()) {
            return;
        }
        try {
            machine.join().destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
