package io.ripcord.trust.users;

import io.ripcord.api.host.Host;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.trust.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions of users: only the SHA-256 of each token is kept (0600). Not thread-safe. */
final class TokenFile {
    static final Duration LIFE = Duration.ofDays(30);

    private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);
    private static final int MOST = 256;

    private final Host host;
    private final Path file;
    private final InstantSource clock;
    private final Map<Digest, Session> sessions;
    private boolean unwritten;

    private record Session(String user, Instant expires) {}

    private TokenFile(Host host, Path file, InstantSource clock, Map<Digest, Session> sessions) {
        this.host = host;
        this.file = file;
        this.clock = clock;
        this.sessions = new LinkedHashMap<>(sessions);
    }

    static TokenFile open(Host host, Path file, InstantSource clock) throws IOException {
        return new TokenFile(host, file, clock, Files.exists(file) ? read(host, file) : Map.of());
    }

    /** The user whose token has this digest. */
    Optional<String> user(Digest token) {
        return Optional.ofNullable(sessions.get(token))
                .filter(session -> clock.instant().isBefore(session.expires()))
                .map(Session::user);
    }

    void add(Digest token, String user) {
        var now = clock.instant();
        var changed = new LinkedHashMap<>(sessions);
        // a clock that is wrong for a while must not end sessions for ever: expired ones go when their place is needed
        if (changed.size() >= MOST) {
            changed.values().removeIf(session -> !now.isBefore(session.expires()));
        }
        while (changed.size() >= MOST) {
            changed.remove(changed.keySet().iterator().next());
        }
        changed.put(token, new Session(user, now.plus(LIFE)));
        // what cannot be kept does not count
        write(changed);
        sessions.clear();
        sessions.putAll(changed);
    }

    void remove(Digest token) {
        if (sessions.remove(token) != null || unwritten) {
            write(sessions);
        }
    }

    void removeAllOf(String user) {
        // counts at once, whatever the disk says
        if (sessions.values().removeIf(session -> session.user().equals(user)) || unwritten) {
            write(sessions);
        }
    }

    private void write(Map<Digest, Session> changed) {
        var members = JsonObject.EMPTY;
        for (var session : changed.entrySet()) {
            members = members.with(
                    session.getKey().hex(),
                    JsonObject.EMPTY
                            .with("user", session.getValue().user())
                            .with("expires", session.getValue().expires().toString()));
        }
        unwritten = true;
        try {
            host.writeSecret(
                    file, JsonObject.EMPTY.with("tokens", members).text().getBytes(StandardCharsets.UTF_8));
            unwritten = false;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot keep the sessions in " + file + "; see to the disk and try again", e);
        }
    }

    private static Map<Digest, Session> read(Host host, Path file) throws IOException {
        try {
            var fields = Fields.of(JsonText.parseObject(Files.readAllBytes(file)), "");
            Map<Digest, Session> sessions = new LinkedHashMap<>();
            fields.map("tokens", MOST, TokenFile::session)
                    .forEach((digest, session) -> sessions.put(new Digest(digest), session));
            fields.end();
            return sessions;
        } catch (BadDocument | java.time.DateTimeException e) {
            LOG.debug("the sessions in {} are not as they should be", file, e);
            host.damaged(file, "all have to log in again");
            return Map.of();
        }
    }

    private static Session session(Fields fields) {
        var session = new Session(fields.text("user", 1, 64), Instant.parse(fields.text("expires", 1, 40)));
        fields.end();
        return session;
    }
}
