package io.ripcord.trust.users;

import io.ripcord.api.host.Host;
import io.ripcord.api.trust.UntrustedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one-time code of the first administrator, in {@code run/admin.code} (0600) while it counts. Not thread-safe. */
final class AdminCode {
    private static final Logger LOG = LoggerFactory.getLogger(AdminCode.class);
    private static final int TRIES = 10;

    private final Path file;
    private final String code;
    private int tries;

    private AdminCode(Path file, String code, int tries) {
        this.file = file;
        this.code = code;
        this.tries = tries;
    }

    static AdminCode make(Host host, Path run) {
        var file = run.resolve("admin.code");
        var code = Secrets.code();
        try {
            host.writeSecret(file, (code + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            LOG.warn("There is no administrator yet, and {} cannot be written; restart when it can be", file, e);
            return new AdminCode(file, "", 0);
        }
        LOG.info("There is no administrator yet; the code to become one is in {}", file);
        return new AdminCode(file, code, TRIES);
    }

    /** The one of a device that has an administrator: none. */
    static AdminCode none(Path run) {
        var none = new AdminCode(run.resolve("admin.code"), "", 0);
        none.remove();
        return none;
    }

    void check(String given) throws UntrustedException {
        if (tries == 0) {
            throw new UntrustedException("The admin code does not count any more; restart the device to get a new one"
                    + " while it has no administrator");
        }
        if (!MessageDigest.isEqual(bytes(code), bytes(given))) {
            tries--;
            if (tries == 0) {
                remove();
            }
            throw new UntrustedException("This is not the admin code; read it from " + file + " on the device. " + tries
                    + " tries are left");
        }
    }

    void use() {
        tries = 0;
        remove();
    }

    private void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("Cannot remove {}; the code in it does not count any more", file, e);
        }
    }

    private static byte[] bytes(String code) {
        return code.strip().replace("-", "").toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }
}
