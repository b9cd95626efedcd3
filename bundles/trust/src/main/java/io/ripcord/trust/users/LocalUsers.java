package io.ripcord.trust.users;

import io.ripcord.api.host.Facts;
import io.ripcord.api.host.Host;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.Role;
import io.ripcord.api.trust.UntrustedException;
import io.ripcord.api.trust.Users;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The users under {@code STATE/users}, and the two ways in for who has the board in hand under {@code STATE/run}. */
@Component(immediate = true)
public final class LocalUsers implements Users {
    private final UserFile users;
    private final TokenFile tokens;
    private final LocalToken localToken;
    private final AdminCode adminCode;
    private final Passwords passwords;

    @Activate
    public LocalUsers(@Reference Facts facts, @Reference Host host) throws IOException {
        this(facts.state(), host, InstantSource.system(), System::nanoTime);
    }

    LocalUsers(Path state, Host host, InstantSource clock, LongSupplier nanos) throws IOException {
        var run = state.resolve("run");
        users = UserFile.open(host, state.resolve("users").resolve("users.json"));
        tokens = TokenFile.open(host, state.resolve("users").resolve("tokens.json"), clock);
        localToken = LocalToken.make(host, run);
        adminCode = users.hasAdministrator() ? AdminCode.none(run) : AdminCode.make(host, run);
        passwords = new Passwords(new Brake(nanos));
    }

    @Override
    public Optional<User> authenticate(String name, char[] password, String source) {
        var stored = entry(name).map(UserFile.Entry::password);
        // who was removed or changed while the password was compared is not in
        return passwords.matches(name, source, stored, password)
                ? entry(name)
                        .filter(entry -> Optional.of(entry.password()).equals(stored))
                        .map(entry -> new User(name, entry.role()))
                : Optional.empty();
    }

    @Override
    public Optional<Digest> stamp(String name) {
        return entry(name).map(entry -> Digest.of(entry.password()));
    }

    @Override
    public synchronized void revokeToken(String token) {
        tokens.remove(Digest.of(token));
    }

    @Override
    public synchronized Optional<User> byToken(String token) {
        var sha256 = Digest.of(token);
        if (localToken.is(sha256)) {
            return Optional.of(LocalToken.ROOT);
        }
        return tokens.user(sha256).flatMap(name -> entry(name).map(entry -> new User(name, entry.role())));
    }

    @Override
    public synchronized String issueToken(User user) {
        if (entry(user.name()).isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no user " + user.name() + " to give a token to; add the user first");
        }
        var token = Secrets.token();
        tokens.add(Digest.of(token), user.name());
        return token;
    }

    @Override
    public User claim(String code, String name, char[] password) throws UntrustedException {
        synchronized (this) {
            if (users.hasAdministrator()) {
                throw new UntrustedException("There is an administrator already; ask to be added as a user");
            }
            adminCode.check(code);
            var administrator = add(name, password, Role.ADMIN);
            adminCode.use();
            return administrator;
        }
    }

    @Override
    public synchronized User add(String name, char[] password, Role role) {
        Rules.check(name, password);
        if (entry(name).isPresent()) {
            throw new IllegalArgumentException("There is a user " + name + " already; choose another name");
        }
        users.put(name, new UserFile.Entry(role, Passwords.hash(password)));
        return new User(name, role);
    }

    @Override
    public synchronized void remove(String name) {
        var administrators = list().stream()
                .filter(user -> user.role() == Role.ADMIN)
                .map(User::name)
                .toList();
        if (administrators.equals(List.of(name))) {
            throw new IllegalArgumentException(
                    "The user " + name + " is the last administrator; add another one before you remove this one");
        }
        // first what lets in: a user of the same name must not inherit it
        tokens.removeAllOf(name);
        users.remove(name);
    }

    @Override
    public synchronized List<User> list() {
        return users.all().entrySet().stream()
                .map(user -> new User(user.getKey(), user.getValue().role()))
                .toList();
    }

    private synchronized Optional<UserFile.Entry> entry(String name) {
        return Optional.ofNullable(users.all().get(name));
    }
}
