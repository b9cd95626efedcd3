package io.ripcord.cli.secret;

import io.ripcord.cli.remote.RemoteFailure;
import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a secret's value comes from: never from the command line, which others on the machine can see. */
final class Value {
    private static final int MOST = 8 * 1024;

    @Option(names = "--value-stdin", description = "Read the value from standard input, without its last line end.")
    private boolean fromInput;

    String read(String name) {
        return fromInput ? input() : asked(name);
    }

    private static String input() {
        try {
            var text = new String(System.in.readNBytes(MOST), StandardCharsets.UTF_8);
            var value = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
            if (value.isEmpty()) {
                throw new RemoteFailure("Standard input holds no value; write it there.");
            }
            return value;
        } catch (IOException e) {
            throw new RemoteFailure("The value cannot be read: " + e.getMessage(), e);
        }
    }

    private static String asked(String name) {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> new String(console.readPassword("Value of %s: ", name)))
                .orElseThrow(() ->
                        new RemoteFailure("There is no terminal to ask for the value on; give it with --value-stdin."));
    }
}
