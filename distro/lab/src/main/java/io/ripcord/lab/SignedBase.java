package io.ripcord.lab;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.artifact.BaseManifest;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.Envelope;
import io.ripcord.api.trust.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A base as a device is sent it.
 *
 * @param release the signed manifest, for the document
 * @param files the signed manifest and all that it lists, by digest
 */
public record SignedBase(Artifact release, Map<Digest, Path> files) {

    /** Signs the device folder as it lies there: writes its manifest beside its files. */
    public static SignedBase sign(Path folder, String version, long release, long floor, SigningKey key)
            throws IOException {
        var manifest = BaseManifest.of(folder, version, release, floor);
        Files.write(
                folder.resolve(BaseManifest.SIGNED),
                key.sign(Envelope.BASE, manifest.encode()).encode());
        return read(folder);
    }

    /** A folder that was signed before. */
    public static SignedBase read(Path folder) throws IOException {
        var signed = folder.resolve(BaseManifest.SIGNED);
        var artifact = new Artifact(Digest.of(signed), Files.size(signed));
        Map<Digest, Path> files = new LinkedHashMap<>();
        for (var file : BaseManifest.parse(
                        Envelope.parse(Files.readAllBytes(signed)).payload())
                .files()) {
            files.put(file.artifact().sha256(), folder.resolve(file.path()));
        }
        files.put(artifact.sha256(), signed);
        return new SignedBase(artifact, files);
    }
}
