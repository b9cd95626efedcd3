package io.ripcord.webconsole;

import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.Users;
import io.ripcord.api.trust.Users.User;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Who is logged in with a browser; in memory only, at most 256, 30 minutes idle or 12 hours old at most. Safe for use by
 * many threads.
 */
@Component(service = Sessions.class)
public final class Sessions {
    private static final int MOST = 256;
    private static final long IDLE_NANOS = Duration.ofMinutes(30).toNanos();
    private static final long LIFE_NANOS = Duration.ofHours(12).toNanos();

    private final Users users;
    private final LongSupplier nanoTime;
    private final SecureRandom random = new SecureRandom();
    private final Map<Digest, Session> sessions = new LinkedHashMap<>(16, 0.75f, true);

    private record Session(User user, Optional<Digest> stamp, long began, long used) {}

    @Activate
    public Sessions(@Reference Users users) {
        this(users, System::nanoTime);
    }

    Sessions(Users users, LongSupplier nanoTime) {
        this.users = users;
        this.nanoTime = nanoTime;
    }

    /** A new session's secret, 256 bits. */
    synchronized String begin(User user) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        while (sessions.size() >= MOST) {
            sessions.remove(sessions.keySet().iterator().next());
        }
        long now = nanoTime.getAsLong();
        sessions.put(Digest.of(secret), new Session(user, users.stamp(user.name()), now, now));
        return secret;
    }

    /** Whose session it is; nobody's when it is over, or when the user was removed, even if added
     * anew, or has another role or password now. */
    synchronized Optional<User> user(String secret) {
        var key = Digest.of(secret);
        var session = sessions.get(key);
        if (session == null) {
            return Optional.empty();
        }
        long now = nanoTime.getAsLong();
        if (now - session.used > IDLE_NANOS
                || now - session.began > LIFE_NANOS
                || !users.list().contains(session.user)
                || !users.stamp(session.user.name()).equals(session.stamp)) {
            sessions.remove(key);
            return Optional.empty();
        }
        sessions.put(key, new Session(session.user, session.stamp, session.began, now));
        return Optional.of(session.user);
    }

    synchronized void end(String secret) {
        sessions.remove(Digest.of(secret));
    }
}
