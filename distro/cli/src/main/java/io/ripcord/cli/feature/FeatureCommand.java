package io.ripcord.cli.feature;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.json.JsonNull;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.Envelope;
import io.ripcord.cli.remote.Edit;
import io.ripcord.cli.remote.Entries;
import io.ripcord.cli.remote.Patience;
import io.ripcord.cli.remote.Remote;
import io.ripcord.cli.remote.RemoteFailure;
import io.ripcord.cli.remote.Session;
import io.ripcord.lab.DevKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Packs, signs and installs features. */
@Command(
        name = "feature",
        description = "Sets of OSGi bundles, installed without a restart.",
        mixinStandardHelpOptions = true)
public final class FeatureCommand {
    private static final String DOMAIN = "features";

    private final Session session;

    public FeatureCommand(Session session) {
        this.session = session;
    }

    @Command(
            name = "install",
            description =
                    "Packs DIR/feature.json with its bundles (DIR/target/bundles), signs it, uploads it, and has the"
                            + " device run it; waits for the outcome.",
            mixinStandardHelpOptions = true)
    int install(
            @Parameters(paramLabel = "DIR") Path folder,
            @Option(
                            names = "--key",
                            paramLabel = "FILE",
                            description =
                                    "Ed25519 key to sign with, NAME.key beside NAME.pem; else that of ./ripcord up.")
                    @Nullable
                    Path key,
            @Option(names = "--name", description = "How the device calls it; else the artifact of its id.") @Nullable
                    String name,
            @Mixin Patience patience)
            throws IOException, InterruptedException {
        var feature = FeatureFolder.read(folder);
        var signer = KeyFiles.read(Optional.ofNullable(key).orElseGet(this::keyOfUp));
        var envelope = signer.sign(Envelope.FEATURE, feature.metadata().text().getBytes(StandardCharsets.UTF_8));
        var remote = session.remote();
        feature.bundles().forEach((digest, jar) -> remote.upload(jar, digest));
        var entry = upload(remote, envelope).json();
        return new Edit(session, remote, patience.duration())
                .set(DOMAIN, Optional.ofNullable(name).orElse(feature.name()), entry);
    }

    private Path keyOfUp() {
        return DevKey.in(session.home()).secret();
    }

    private static Artifact upload(Remote remote, Envelope envelope) throws IOException {
        var bytes = envelope.encode();
        var file = Files.createTempFile("ripcord-feature", ".json");
        try {
            Files.write(file, bytes);
            remote.upload(file, Digest.of(bytes));
            return new Artifact(Digest.of(bytes), bytes.length);
        } finally {
            Files.delete(file);
        }
    }

    @Command(name = "ls", description = "All features: wanted and there.", mixinStandardHelpOptions = true)
    int ls() {
        new Entries(session, DOMAIN).list();
        return 0;
    }

    @Command(name = "remove", description = "Removes one.", mixinStandardHelpOptions = true)
    int remove(@Parameters(paramLabel = "NAME") String name, @Mixin Patience patience) throws InterruptedException {
        var edit = new Edit(session, session.remote(), patience.duration());
        if (edit.entry(DOMAIN, name).isEmpty()) {
            throw new RemoteFailure(
                    "There is no feature " + name + " in the desired state; ripcord feature ls lists them.");
        }
        return edit.set(DOMAIN, name, JsonNull.NULL);
    }
}
