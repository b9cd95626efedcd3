package io.ripcord.cli;

import java.io.PrintWriter;

/** What a command has around it: the checkout, and where its words go. */
public record Shell(Checkout checkout, PrintWriter out) {

    /** At once, as somebody may be waiting for it. */
    public void say(String line) {
        out.println(line);
        out.flush();
    }
}
