package io.ripcord.api.rest;

import io.ripcord.api.json.JsonObject;
import java.io.IOException;
import java.io.OutputStream;

/** What a resource answers. */
public sealed interface Answer {

    static Answer ok(JsonObject body) {
        return new Document(200, body);
    }

    int status();

    /** A JSON document. */
    record Document(int status, JsonObject body) implements Answer {}

    /** A status alone. */
    record Bare(int status) implements Answer {}

    /** Plain text, written as it comes. */
    record Text(Source source) implements Answer {
        @Override
        public int status() {
            return 200;
        }
    }

    /** Writes a text until it ends or the reader is gone; may throw a {@link Failure} before the first byte. */
    @FunctionalInterface
    interface Source {
        void copyTo(OutputStream out) throws IOException, InterruptedException;
    }
}
