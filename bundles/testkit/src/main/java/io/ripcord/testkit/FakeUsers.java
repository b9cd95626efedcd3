package io.ripcord.testkit;

import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.Role;
import io.ripcord.api.trust.UntrustedException;
import io.ripcord.api.trust.Users;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Users in memory: the password of {@code eve} is {@code password of eve}, her token {@code token of eve}. */
public final class FakeUsers implements Users {
    /** What {@link #claim} takes as the admin code while there is no administrator. */
    public static final String ADMIN_CODE = "the-admin-code";

    private final Map<String, User> users = new LinkedHashMap<>();
    private final Map<String, Integer> stamps = new HashMap<>();
    private final Set<String> revoked = new HashSet<>();

    public FakeUsers with(String name, Role role) {
        users.put(name, new User(name, role));
        stamps.merge(name, 1, Integer::sum);
        return this;
    }

    @Override
    public Optional<User> authenticate(String name, char[] password, String source) {
        return Optional.ofNullable(users.get(name)).filter(_ -> new String(password).equals("password of " + name));
    }

    @Override
    public Optional<Digest> stamp(String name) {
        return Optional.ofNullable(users.get(name)).map(_ -> Digest.of(name + stamps.get(name)));
    }

    @Override
    public Optional<User> byToken(String token) {
        return token.startsWith("token of ") && !revoked.contains(token)
                ? Optional.ofNullable(users.get(token.substring(9)))
                : Optional.empty();
    }

    @Override
    public String issueToken(User user) {
        return "token of " + user.name();
    }

    @Override
    public void revokeToken(String token) {
        revoked.add(token);
    }

    @Override
    public User claim(String adminCode, String name, char[] password) throws UntrustedException {
        if (users.values().stream().anyMatch(user -> user.role() == Role.ADMIN)) {
            throw new UntrustedException("an administrator exists; log in as one");
        }
        if (!adminCode.equals(ADMIN_CODE)) {
            throw new UntrustedException("the admin code is wrong; read it from the device");
        }
        return add(name, password, Role.ADMIN);
    }

    @Override
    public User add(String name, char[] password, Role role) {
        if (users.containsKey(name)) {
            throw new IllegalArgumentException("the name is taken; choose another");
        }
        var user = new User(name, role);
        with(name, role);
        return user;
    }

    @Override
    public void remove(String name) {
        users.remove(name);
    }

    @Override
    public List<User> list() {
        return new ArrayList<>(users.values());
    }
}
