package io.ripcord.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class MainTest {
    @TempDir
    Path checkout;

    private final StringWriter words = new StringWriter();

    @Test
    void says_what_it_can_do() {
        assertEquals(0, run("--help"));
        assertTrue(words.toString().contains("up "), words.toString());
        assertTrue(words.toString().contains("test"), words.toString());
    }

    @Test
    void refuses_a_command_it_does_not_know() {
        assertEquals(CommandLine.ExitCode.USAGE, run("fly"));
    }

    @Test
    void says_that_nothing_is_up() {
        assertEquals(3, run("status"));
        assertTrue(words.toString().contains("./ripcord up"), words.toString());
    }

    private int run(String... arguments) {
        PrintWriter out = new PrintWriter(words, true);
        return Main.commandLine(new Shell(new Checkout(checkout, checkout.resolve("state")), out))
                .setOut(out)
                .setErr(out)
                .execute(arguments);
    }
}
