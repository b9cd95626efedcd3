package io.ripcord.trust.users;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares passwords one at a time, since each comparison takes 19 MiB, and as slowly for names that do not exist. */
final class Passwords {
    private static final Logger LOG = LoggerFactory.getLogger(Passwords.class);
    private static final Duration QUEUE = Duration.ofSeconds(5);

    private final Semaphore one = new Semaphore(1, true);
    private final Brake brake;

    Passwords(Brake brake) {
        this.brake = brake;
    }

    static String hash(char[] password) {
        return PasswordHash.of(password).text();
    }

    /** @param stored the hash of the user of that name; empty if there is no such user */
    boolean matches(String name, String source, Optional<String> stored, char[] password) {
        try {
            if (!one.tryAcquire(QUEUE.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            return brake.mayTry(name, source) && compare(name, source, stored, password);
        } finally {
            one.release();
        }
    }

    private boolean compare(String name, String source, Optional<String> stored, char[] password) {
        var hash = stored.map(PasswordHash::parse).orElseGet(PasswordHash::ofNobody);
        if (hash.matches(password) && stored.isPresent()) {
            brake.succeeded(name, source);
            return true;
        }
        brake.failed(name, source);
        if (stored.isPresent()) {
            LOG.info("A wrong password was given for user {}", name);
        }
        return false;
    }
}
