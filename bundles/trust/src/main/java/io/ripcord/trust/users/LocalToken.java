package io.ripcord.trust.users;

import io.ripcord.api.host.Host;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.Role;
import io.ripcord.api.trust.Users.User;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The token of whoever is root on the board: {@code run/local.token} (0600), another one at each start. */
record LocalToken(Digest sha256) {
    static final String USER = "root";
    static final User ROOT = new User(USER, Role.ADMIN);

    static LocalToken make(Host host, Path run) throws IOException {
        var token = Secrets.token();
        host.writeSecret(run.resolve("local.token"), (token + "\n").getBytes(StandardCharsets.US_ASCII));
        return new LocalToken(Digest.of(token));
    }

    boolean is(Digest token) {
        return sha256.equals(token);
    }
}
