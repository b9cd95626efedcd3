package io.ripcord.cli.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Carries requests to one server. */
public interface Wire {

    /**
     * Sends one request and returns when the answer begins.
     *
     * @param path with its query, from the server's root
     */
    Reply send(String method, String path, Content content) throws IOException, InterruptedException;

    /** Asks for a text whose beginning may be long in coming. */
    Reply open(String path) throws IOException, InterruptedException;

    /** The same server over connections opened from now on. */
    Wire renewed();

    /** The server, for messages. */
    String server();

    /** Opens the way to a server. */
    @FunctionalInterface
    interface Opener {
        /** @param token of who asks */
        Wire open(Access access, Optional<String> token);
    }

    /** An answer; the body must be closed. */
    record Reply(int status, InputStream body) {}

    /** What a request carries. */
    sealed interface Content {
        /** Nothing. */
        record None() implements Content {}

        /** A JSON document. */
        record Document(byte[] utf8) implements Content {}

        /** A file as it is. */
        record File(Path path) implements Content {}
    }
}
