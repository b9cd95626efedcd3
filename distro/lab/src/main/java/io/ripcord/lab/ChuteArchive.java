package io.ripcord.lab;

import io.ripcord.api.artifact.Artifact;
import io.ripcord.api.trust.Digest;
import io.ripcord.lab.linux.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A docker-archive made from a sample's folder and the machine's static busybox, as the command line makes it. */
public final class ChuteArchive {

    private ChuteArchive() {}

    /** @param name the name that the archive claims for its image */
    public static Path make(Path sample, Path folder, String name) throws IOException {
        Path root = Files.createDirectories(folder.resolve("root"));
        copy(sample.resolve("image") + "/.", root.toString());
        Files.createDirectories(root.resolve("bin"));
        copy("/bin/busybox", root.resolve("bin/busybox").toString());
        tar(root, folder.resolve("layer.tar"), ".");
        Files.writeString(folder.resolve("config.json"), """
                {"architecture": "amd64", "os": "linux", "config": {"Env": ["PATH=/bin"]},
                 "rootfs": {"type": "layers", "diff_ids": ["sha256:%s"]}}
                """.formatted(Digest.of(folder.resolve("layer.tar"))));
        Files.writeString(
                folder.resolve("manifest.json"),
                "[{\"Config\": \"config.json\", \"RepoTags\": [\"" + name + "\"], \"Layers\": [\"layer.tar\"]}]");
        Path archive = folder.resolve("image.tar");
        tar(folder, archive, "manifest.json", "config.json", "layer.tar");
        return archive;
    }

    public static Artifact artifact(Path archive) throws IOException {
        return new Artifact(Digest.of(archive), Files.size(archive));
    }

    private static void copy(String from, String to) {
        Command.of("cp", "-a", from, to).run().orThrow();
    }

    private static void tar(Path folder, Path archive, String... names) {
        String[] argv = new String[names.length + 7];
        System.arraycopy(
                new String[] {"tar", "-C", folder.toString(), "--owner=0", "--group=0", "-cf", archive.toString()},
                0,
                argv,
                0,
                7);
        System.arraycopy(names, 0, argv, 7, names.length);
        Command.of(argv).run().orThrow();
    }
}
