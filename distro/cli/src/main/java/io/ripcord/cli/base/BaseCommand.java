package io.ripcord.cli.base;

import io.ripcord.api.json.BadDocument;
import io.ripcord.cli.feature.KeyFiles;
import io.ripcord.cli.remote.Edit;
import io.ripcord.cli.remote.Patience;
import io.ripcord.cli.remote.RemoteFailure;
import io.ripcord.cli.remote.Session;
import io.ripcord.lab.DevKey;
import io.ripcord.lab.Folders;
import io.ripcord.lab.SignedBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Builds, signs and installs bases. */
@Command(
        name = "base",
        description = "What the launcher starts: framework, bundles, defaults; changed as a whole.",
        mixinStandardHelpOptions = true)
public final class BaseCommand {
    private final Session session;

    public BaseCommand(Session session) {
        this.session = session;
    }

    @Command(
            name = "build",
            description = "Copies the built device folder to OUT and signs it as a base.",
            mixinStandardHelpOptions = true)
    int build(
            @Parameters(paramLabel = "OUT") Path out,
            @Option(names = "--from", paramLabel = "DIR", required = true, description = "The built device folder.")
                    Path from,
            @Option(names = "--base-version", paramLabel = "TEXT", required = true, description = "For people.")
                    String version,
            @Option(names = "--release", paramLabel = "N", required = true, description = "Grows with each release.")
                    long release,
            @Option(
                            names = "--floor",
                            paramLabel = "N",
                            defaultValue = "0",
                            description = "The smallest release that may follow this one.")
                    long floor,
            @Option(names = "--key", paramLabel = "FILE", description = "As of ripcord feature install.") @Nullable
                    Path key)
            throws IOException {
        if (!Files.isRegularFile(from.resolve("bundles.list"))) {
            throw new RemoteFailure(from + " is no device folder: it has no bundles.list. Build distro/device first.");
        }
        var signer = KeyFiles.read(Optional.ofNullable(key)
                .orElseGet(() -> DevKey.in(session.home()).secret()));
        Folders.replace(from, out);
        var base = SignedBase.sign(out, version, release, floor, signer);
        session.shell()
                .say("base " + version + " in " + out + ", " + base.files().size() + " files, "
                        + base.release().sha256().brief());
        return 0;
    }

    @Command(
            name = "install",
            description = "Uploads what is missing of the signed base in DIR and has the device run it; waits for the"
                    + " outcome, over the restart.",
            mixinStandardHelpOptions = true)
    int install(@Parameters(paramLabel = "DIR") Path folder, @Mixin Patience patience)
            throws IOException, InterruptedException {
        SignedBase base;
        try {
            base = SignedBase.read(folder);
        } catch (IOException | BadDocument e) {
            throw new RemoteFailure("There is no signed base in " + folder + "; make one: ripcord base build", e);
        }
        var remote = session.remote();
        base.files().forEach((digest, file) -> remote.upload(file, digest));
        return new Edit(session, remote, patience.duration())
                .set("base", "release", base.release().json());
    }
}
