package io.ripcord.cli.chute;

import io.ripcord.api.json.JsonBoolean;
import io.ripcord.api.json.JsonNull;
import io.ripcord.api.json.JsonObject;
import io.ripcord.cli.remote.Edit;
import io.ripcord.cli.remote.Entries;
import io.ripcord.cli.remote.Patience;
import io.ripcord.cli.remote.RemoteFailure;
import io.ripcord.cli.remote.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Installs and watches chutes. */
@Command(name = "chute", description = "Tenants' applications in containers.", mixinStandardHelpOptions = true)
public final class ChuteCommand {
    private static final String DOMAIN = "chutes";

    private final Session session;

    public ChuteCommand(Session session) {
        this.session = session;
    }

    @Command(
            name = "install",
            description =
                    "Makes the image of DIR (busybox and DIR/image/), uploads it, and has the chute as DIR/chute.json"
                            + " says; waits for the outcome.",
            mixinStandardHelpOptions = true)
    int install(
            @Parameters(paramLabel = "DIR") Path folder,
            @Option(names = "--name", description = "Instead of the name in chute.json.") @Nullable String name,
            @Mixin Patience patience)
            throws IOException, InterruptedException {
        var chute = ChuteFolder.read(folder, Optional.ofNullable(name));
        var remote = session.remote();
        var file = Files.createTempFile("ripcord-image", ".tar");
        try {
            var archive = ImageArchive.build(chute.image(), Busybox.find(), file);
            tell("image " + archive.artifact().sha256().brief() + ", "
                    + archive.artifact().size() / 1024 + " KiB");
            remote.upload(file, archive.artifact().sha256());
            var entry = chute.entry().with("image", archive.artifact().json());
            return new Edit(session, remote, patience.duration()).set(DOMAIN, chute.name(), entry);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Command(name = "ls", description = "All chutes: wanted and there.", mixinStandardHelpOptions = true)
    int ls() {
        new Entries(session, DOMAIN).list();
        return 0;
    }

    @Command(name = "logs", description = "What a chute writes.", mixinStandardHelpOptions = true)
    int logs(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = {"-f", "--follow"},
                            description = "Go on with new lines until Ctrl-C.")
                    boolean follow,
            @Option(
                            names = "--lines",
                            defaultValue = "100",
                            description = "How many of the last lines at first (${DEFAULT-VALUE}).")
                    int lines) {
        session.remote()
                .copy(
                        DOMAIN + "/" + name + "/logs?follow=" + follow + "&lines=" + lines,
                        session.shell().out());
        return 0;
    }

    @Command(name = "start", description = "Starts a stopped one.", mixinStandardHelpOptions = true)
    int start(@Parameters(paramLabel = "NAME") String name, @Mixin Patience patience) throws InterruptedException {
        return run(name, true, patience);
    }

    @Command(name = "stop", description = "Stops one; it stays installed.", mixinStandardHelpOptions = true)
    int stop(@Parameters(paramLabel = "NAME") String name, @Mixin Patience patience) throws InterruptedException {
        return run(name, false, patience);
    }

    @Command(name = "remove", description = "Removes one with its image.", mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME") String name, @Mixin Patience patience) throws InterruptedException {
        var edit = new Edit(session, session.remote(), patience.duration());
        wanted(edit, name);
        return edit.set(DOMAIN, name, JsonNull.NULL);
    }

    private int run(String name, boolean running, Patience patience) throws InterruptedException {
        var edit = new Edit(session, session.remote(), patience.duration());
        var entry = wanted(edit, name);
        if (entry.get("running").orElse(JsonBoolean.TRUE) == (running ? JsonBoolean.TRUE : JsonBoolean.FALSE)) {
            tell(name + " is to be " + (running ? "running" : "stopped") + " already.");
            return 0;
        }
        return edit.set(DOMAIN, name, entry.with("running", running));
    }

    private static JsonObject wanted(Edit edit, String name) {
        return edit.entry(DOMAIN, name)
                .orElseThrow(() -> new RemoteFailure(
                        "There is no chute " + name + " in the desired state; ripcord chute ls lists them."));
    }

    private void tell(String line) {
        if (!session.json()) {
            session.say(line);
        }
    }
}
