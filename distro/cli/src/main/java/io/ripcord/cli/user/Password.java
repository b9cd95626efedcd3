package io.ripcord.cli.user;

import io.ripcord.cli.remote.RemoteFailure;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a password comes from: never from the command line, which others on the machine can see. */
final class Password {
    @Option(names = "--password-stdin", description = "Read the password from standard input, one line.")
    private boolean fromInput;

    String read(String prompt) {
        return fromInput ? line() : asked(prompt);
    }

    private static String line() {
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            return Optional.ofNullable(in.readLine())
                    .orElseThrow(() -> new RemoteFailure("Standard input holds no password; write one line to it."));
        } catch (IOException e) {
            throw new RemoteFailure("The password cannot be read: " + e.getMessage(), e);
        }
    }

    private static String asked(String prompt) {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> new String(console.readPassword("%s: ", prompt)))
                .orElseThrow(() -> new RemoteFailure(
                        "There is no terminal to ask for the password on; give it with --password-stdin."));
    }
}
