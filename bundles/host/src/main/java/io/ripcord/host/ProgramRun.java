package io.ripcord.host;

import io.ripcord.api.host.Host;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** One run of one program, from its start to its end or its limits. */
final class ProgramRun {
    static final int MAX_OUTPUT = 4 * 1024 * 1024;

    // a child that went into the background may hold the pipe open for ever
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final String name;
    private final Process process;
    private final AtomicInteger written = new AtomicInteger();
    private final Drain out;
    private final Drain err;

    private ProgramRun(String name, Process process) {
        this.name = name;
        this.process = process;
        this.out = new Drain(process.getInputStream());
        this.err = new Drain(process.getErrorStream());
    }

    static ProgramRun start(List<String> argv) throws IOException {
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("Cannot run a program: the argument vector is empty");
        }
        var builder = new ProcessBuilder(argv).directory(new java.io.File("/"));
        var environment = builder.environment();
        environment.clear();
        environment.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        environment.put("LC_ALL", "C");
        return new ProgramRun(argv.getFirst(), builder.start());
    }

    Host.Result await(byte[] stdin, Duration limit) throws IOException, InterruptedException {
        try {
            var outThread = Thread.ofVirtual().start(out);
            var errThread = Thread.ofVirtual().start(err);
            Thread.ofVirtual().start(() -> feed(stdin));
            if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException(name + " did not end within " + limit.toMillis() + " ms and was killed");
            }
            outThread.join(LAST_WORDS);
            errThread.join(LAST_WORDS);
            if (written.get() > MAX_OUTPUT) {
                throw new IOException(name + " wrote more than " + MAX_OUTPUT + " bytes and was killed");
            }
            return new Host.Result(process.exitValue(), out.text(), err.text());
        } finally {
            kill();
        }
    }

    private void feed(byte[] stdin) {
        try (var in = process.getOutputStream()) {
            in.write(stdin);
        } catch (IOException _) {
            // the program may end without reading all: its status says what it thinks of that
        }
    }

    private void kill() {
        if (process.isAlive()) {
            var descendants = process.descendants().toList();
            process.destroyForcibly();
            descendants.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** Reads one stream of the program until it ends or both together wrote too much. */
    private final class Drain implements Runnable {
        private final InputStream from;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Drain(InputStream from) {
            this.from = from;
        }

        @Override
        public void run() {
            var buffer = new byte[8192];
            try {
                for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                    if (written.addAndGet(n) > MAX_OUTPUT) {
                        kill();
                        return;
                    }
                    bytes.write(buffer, 0, n);
                }
            } catch (IOException _) {
                // the pipe breaks when the program is killed
            }
        }

        String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
