package io.ripcord.rest;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.host.LocalNames;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonBoolean;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Command;
import io.ripcord.api.message.CommandHandler;
import io.ripcord.api.rest.Answer;
import io.ripcord.api.rest.Body;
import io.ripcord.api.rest.Failure;
import io.ripcord.api.rest.Request;
import io.ripcord.api.rest.Tries;
import io.ripcord.api.trust.Role;
import io.ripcord.testkit.FakeArtifactStore;
import io.ripcord.testkit.FakeFacts;
import io.ripcord.testkit.FakeIdentity;
import io.ripcord.testkit.FakeSecrets;
import io.ripcord.testkit.FakeStates;
import io.ripcord.testkit.FakeUsers;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole interface over fakes: three users, a chute that says hello, and requests as a client would send them. */
final class Bench {
    static final String HOST = "192.168.77.1:8443";

    final FakeUsers users = new FakeUsers()
            .with("viewer", Role.VIEWER)
            .with("operator", Role.OPERATOR)
            .with("admin", Role.ADMIN);
    final FakeSecrets secrets = new FakeSecrets();
    final FakeStates states = new FakeStates();
    final FakeIdentity identity = new FakeIdentity(Clock.systemUTC());
    final FakeArtifactStore store;
    final AdminPath path;
    long nanos;
    private final Router router;

    Bench(Path folder) {
        var facts = new FakeFacts(folder);
        store = new FakeArtifactStore(folder.resolve("artifacts"));
        path = new AdminPath(() -> nanos);
        var logs = new LogsResource();
        logs.addHandler(new Hello());
        var clock = Clock.fixed(facts.bootTime().plus(Duration.ofMinutes(2)), ZoneOffset.UTC);
        router = new Router(
                new Gate(List.of(() -> LocalNames.of(facts, identity.id())), users),
                path,
                List.of(
                        new DeviceResource(facts, identity, clock),
                        new StateResource(states),
                        new SecretsResource(secrets, states),
                        new ChangesResource(states, path),
                        new HistoryResource(states),
                        new ArtifactResource(store),
                        new SessionResource(users, new Tries(() -> nanos)),
                        new UsersResource(users),
                        new EnrolResource(_ -> "acme", identity),
                        logs));
    }

    /** Answers, failures as the status they carry. */
    int status(Request request) throws Exception {
        try {
            return router.answer(request).status();
        } catch (Failure failure) {
            return failure.status();
        }
    }

    Answer answer(Request request) throws Exception {
        return router.answer(request);
    }

    JsonObject document(Request request) throws Exception {
        return ((Answer.Document) router.answer(request)).body();
    }

    static Request as(String user, String method, String path) {
        return as(user, method, path, "");
    }

    static Request as(String user, String method, String path, String body) {
        return request(method, path, body, Optional.of("Bearer token of " + user), HOST, Optional.empty(), "c1");
    }

    static Request request(
            String method,
            String path,
            String body,
            Optional<String> authorization,
            String host,
            Optional<String> origin,
            String connection) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var parts = path.split("\\?", 2);
        return new Request(
                method,
                List.of(parts[0].split("/", -1)),
                parts.length > 1 ? query(parts[1]) : Map.of(),
                host,
                origin,
                authorization,
                "192.168.77.2",
                connection,
                new Body(new ByteArrayInputStream(bytes), bytes.length));
    }

    private static Map<String, String> query(String text) {
        return java.util.Arrays.stream(text.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(java.util.stream.Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    private static final class Hello implements CommandHandler {
        @Override
        public String name() {
            return Command.CHUTE_LOGS;
        }

        @Override
        public JsonObject handle(JsonObject arguments, Sink sink)
                throws Refusal, java.io.IOException, InterruptedException {
            if (!arguments.string("chute").equals(Optional.of("hello-web"))) {
                throw new Refusal("there is no such chute", "look at what is installed");
            }
            boolean follow = arguments.get("follow").equals(Optional.<Json>of(JsonBoolean.TRUE));
            sink.text("last " + arguments.get("lines").orElseThrow().text());
            sink.text(follow ? " and on" : "");
            return JsonObject.EMPTY;
        }
    }
}
