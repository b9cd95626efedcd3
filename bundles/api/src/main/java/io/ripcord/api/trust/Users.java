package io.ripcord.api.trust;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The local users of this device (or console); no default user exists. Safe for use by many threads. */
@ProviderType
public interface Users {

    /** A user without the password. */
    record User(String name, Role role) {}

    /**
     * The user if the password is right; slow on purpose, and slower after failures of the same name. A source from which
     * this user came in before is slowed by its own failures only, so nobody locks out who is known.
     *
     * @param source what tells who tries from others, such as an address; empty when nothing does
     */
    Optional<User> authenticate(String name, char[] password, String source);

    default Optional<User> authenticate(String name, char[] password) {
        return authenticate(name, password, "");
    }

    /** Another one whenever the user of that name is another one or has another password; empty without such a user. */
    Optional<Digest> stamp(String name);

    /** The user whom a bearer token belongs to (made by {@link #issueToken}). */
    Optional<User> byToken(String token);

    /** A random 256-bit token for the user; only its SHA-256 is kept. */
    String issueToken(User user);

    /** The token stands for nobody any more. */
    void revokeToken(String token);

    /**
     * Makes the first administrator with the one-time admin code (kept in {@code STATE/run/admin.code}, 0600, until
     * used; at most ten tries, then a new code after a restart).
     *
     * @throws UntrustedException if the code is wrong, used up, or an administrator exists
     */
    User claim(String adminCode, String name, char[] password) throws UntrustedException;

    /** @throws IllegalArgumentException if the name exists or name or password break the rules, saying which */
    User add(String name, char[] password, Role role);

    void remove(String name);

    List<User> list();
}
