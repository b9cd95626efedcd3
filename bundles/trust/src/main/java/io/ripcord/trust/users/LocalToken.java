package io.ripcord.trust.users;

import io.ripcord.api.host.Host;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.Role;
import io.ripcord.api.trust.Users.User;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The token of whoever is root on the board: {@code run/local.token} (0600), another one at each start. */
record LocalToken(Digest sha256) {
    private static final Logger LOG = LoggerFactory.getLogger(LocalToken.class);
    static final String USER = "root";
    static final User ROOT = new User(USER, Role.ADMIN);

    static LocalToken make(Host host, Path run) {
        var token = Secrets.token();
        var file = run.resolve("local.token");
        try {
            host.writeSecret(file, (token + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            LOG.warn("Cannot write {}: root has no token until the next start; users have their passwords", file, e);
        }
        return new LocalToken(Digest.of(token));
    }

    boolean is(Digest token) {
        return sha256.equals(token);
    }
}
