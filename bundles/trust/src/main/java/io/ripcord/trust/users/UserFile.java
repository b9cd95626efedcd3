package io.ripcord.trust.users;

import io.ripcord.api.disk.TwinFile;
import io.ripcord.api.host.Host;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.trust.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The users on disk (0600). Not thread-safe. */
final class UserFile {
    private static final int MOST = 200;

    private final Path file;
    private final TwinFile twin;
    private final Map<String, Entry> users;

    /** @param password an Argon2id hash in its text form */
    record Entry(Role role, String password) {
        @Override
        public String toString() {
            return "user with role " + role;
        }
    }

    private UserFile(Path file, TwinFile twin, Map<String, Entry> users) {
        this.file = file;
        this.twin = twin;
        this.users = new LinkedHashMap<>(users);
    }

    static UserFile open(Host host, Path file) throws IOException {
        var twin = new TwinFile(host, file);
        var kept = twin.read(UserFile::isSound);
        try {
            return new UserFile(file, twin, kept.isPresent() ? parse(kept.get()) : Map.of());
        } catch (BadDocument e) {
            throw new IOException("Cannot use the users in " + file + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, Entry> parse(byte[] json) {
        var fields = Fields.of(JsonText.parseObject(json), "");
        var users = fields.map("users", MOST, UserFile::entry);
        fields.end();
        return users;
    }

    private static boolean isSound(byte[] json) {
        try {
            parse(json);
            return true;
        } catch (BadDocument _) {
            return false;
        }
    }

    Map<String, Entry> all() {
        return Collections.unmodifiableMap(users);
    }

    boolean hasAdministrator() {
        return users.values().stream().anyMatch(entry -> entry.role() == Role.ADMIN);
    }

    void put(String name, Entry entry) {
        if (users.size() >= MOST) {
            throw new IllegalArgumentException("There are " + MOST + " users already; remove one first");
        }
        var changed = new LinkedHashMap<>(users);
        changed.put(name, entry);
        replace(changed);
    }

    void remove(String name) {
        var changed = new LinkedHashMap<>(users);
        changed.remove(name);
        replace(changed);
    }

    /** What cannot be kept does not count. */
    private void replace(Map<String, Entry> changed) {
        var members = JsonObject.EMPTY;
        for (var user : changed.entrySet()) {
            members = members.with(user.getKey(), json(user.getValue()));
        }
        try {
            twin.write(JsonObject.EMPTY.with("users", members).text().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the users in " + file + "; see to the disk and try again", e);
        }
        users.clear();
        users.putAll(changed);
    }

    private static JsonObject json(Entry entry) {
        return JsonObject.EMPTY.with("role", Fields.wireName(entry.role())).with("password", entry.password());
    }

    private static Entry entry(Fields fields) {
        var entry = new Entry(fields.choice("role", Role.class), fields.text("password", 1, 200));
        fields.end();
        return entry;
    }
}
