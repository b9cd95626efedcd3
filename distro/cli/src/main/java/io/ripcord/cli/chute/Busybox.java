package io.ripcord.cli.chute;

import io.ripcord.cli.remote.RemoteFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The one program of an image made from nothing.
 *
 * @param program a static executable
 * @param applets what else it is called
 */
record Busybox(Path program, List<String> applets) {
    private static final List<Path> PLACES = List.of(Path.of("/bin/busybox"), Path.of("/usr/bin/busybox"));
    private static final String REMEDY = "; install it: apt-get install busybox-static";

    /** That of this machine. */
    static Busybox find() {
        var program = PLACES.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new RemoteFailure("There is no busybox to put into the image" + REMEDY + "."));
        try {
            if (!Executable.read(program).isStatic()) {
                throw new RemoteFailure(program + " needs libraries that the image does not have" + REMEDY + ".");
            }
            return new Busybox(program, applets(program));
        } catch (IOException e) {
            throw new RemoteFailure("The program " + program + " cannot be used: " + e.getMessage() + REMEDY + ".", e);
        }
    }

    private static List<String> applets(Path program) throws IOException {
        var process = new ProcessBuilder(program.toString(), "--list")
                .redirectErrorStream(true)
                .start();
        try (var out = process.getInputStream()) {
            process.getOutputStream().close();
            var names = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("it does not list its applets");
            }
            return names.lines()
                    .filter(name -> !name.equals("busybox"))
                    .sorted()
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the wait for it was ended", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
