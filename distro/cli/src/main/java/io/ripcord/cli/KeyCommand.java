package io.ripcord.cli;

import io.ripcord.lab.DevKey;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Keys that sign features. */
@Command(name = "key", description = "Keys that sign features.", mixinStandardHelpOptions = true)
final class KeyCommand {
    private final Shell shell;

    KeyCommand(Shell shell) {
        this.shell = shell;
    }

    @Command(
            name = "new",
            description =
                    "Makes an Ed25519 key where there is none: FILE.key to sign with, FILE.pem for devices to trust.",
            mixinStandardHelpOptions = true)
    int make(@Parameters(paramLabel = "FILE.key") Path file) {
        var key = DevKey.at(file.toAbsolutePath());
        shell.say("key " + key.secret() + "; devices that have " + key.open()
                + " in etc/keys/feature-signers trust what it signs");
        return 0;
    }
}
