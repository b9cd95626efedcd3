package io.ripcord.cli.remote;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server that answers what it was told, in turn, the last answer for ever, and keeps what it was asked. */
public final class FakeServer {
    private final Map<String, Deque<Told>> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    private record Told(int status, String body) {}

    /** @param request such as {@code GET /api/v1/device}; a query is ignored */
    public FakeServer on(String request, int status, String body) {
        answers.computeIfAbsent(request, _ -> new ArrayDeque<>()).add(new Told(status, body.replace('\'', '"')));
        return this;
    }

    public FakeServer on(String request, String body) {
        return on(request, 200, body);
    }

    /** Method, path with query, and what came with it. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** The body of the last request of that kind. */
    public JsonObject body(String request) {
        var line = asked.reversed().stream()
                .filter(one -> one.startsWith(request + " "))
                .findFirst()
                .orElseThrow();
        return JsonText.parseObject(line.substring(request.length() + 1));
    }

    public Wire.Opener opener() {
        return (access, token) -> wire(access.server().toString(), "");
    }

    private Wire wire(String server, String over) {
        return new Wire() {
            @Override
            public Reply send(String method, String path, Content content) throws IOException {
                var text = switch (content) {
                    case Content.None _ -> "";
                    case Content.Document(byte[] utf8) -> new String(utf8, StandardCharsets.UTF_8);
                    case Content.File(var file) -> Files.size(file) + " bytes";
                };
                asked.add(method + " " + path + (text.isEmpty() ? "" : " " + text) + over);
                var told = Optional.ofNullable(answers.get(method + " " + path.replaceAll("\\?.*", "")))
                        .map(queue -> queue.size() > 1 ? queue.poll() : queue.peek())
                        .orElse(new Told(
                                404,
                                "{\"error\": {\"reason\": \"missing\", \"message\": \"There is no such thing.\"}}"));
                return new Reply(told.status, new ByteArrayInputStream(told.body.getBytes(StandardCharsets.UTF_8)));
            }

            @Override
            public Reply open(String path) throws IOException {
                return send("GET", path, new Content.None());
            }

            @Override
            public Wire renewed() {
                return wire(server, " over a new connection");
            }

            @Override
            public String server() {
                return server;
            }
        };
    }
}
