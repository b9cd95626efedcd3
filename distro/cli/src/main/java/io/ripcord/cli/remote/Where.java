package io.ripcord.cli.remote;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that say whom a command asks, and how it answers; they may stand before and after the command. */
public final class Where {
    @Option(
            names = "--local",
            scope = ScopeType.INHERIT,
            description = "Ask the device itself, not the fleet's console.")
    boolean local;

    @Option(
            names = "--device",
            paramLabel = "ID",
            scope = ScopeType.INHERIT,
            description = "Which device of the console's; needed when it has several.")
    @Nullable
    String device;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Answer in JSON, for machines.")
    boolean json;

    @Option(
            names = "--url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Server to ask, https://host:port, when it is not the one that ./ripcord up started.")
    @Nullable
    URI url;

    @Option(
            names = "--cert",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "PEM of that server's certificate, or of the authority that signed it.")
    @Nullable
    Path certificate;

    @Option(
            names = "--token",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "File (0600) with the token for that server.")
    @Nullable
    Path token;
}
