package io.ripcord.cli;

import io.ripcord.api.json.JsonBoolean;
import io.ripcord.api.json.JsonObject;
import io.ripcord.cli.remote.Access;
import io.ripcord.cli.remote.Remote;
import io.ripcord.cli.remote.RemoteFailure;
import io.ripcord.cli.remote.Wire;
import io.ripcord.lab.Home;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/** Makes console, device and whoever ran {@code up} known to each other, as root on both may. */
record Introduction(Home home, Wire.Opener wires) {
    private static final String OPERATOR = "operator";
    private static final int NOT_FOUND = 404;
    private static final Duration ONLINE_WITHIN = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** Keeps a token of an operator at the console, whose password nobody knows, unless the kept one is still good. */
    void operator() {
        if (isKnown()) {
            return;
        }
        Remote console = asRoot(false);
        JsonObject login = JsonObject.EMPTY.with("name", OPERATOR).with("password", password());
        forget(console, OPERATOR);
        console.rootPost("users", login.with("role", "operator"));
        JsonObject session = console.rootPost("session", login);
        Access.asUser(false, home)
                .keep(session.string("token")
                        .orElseThrow(() -> new RemoteFailure("The console gave its operator no token; see its log.")));
    }

    private boolean isKnown() {
        Access operator = Access.asUser(false, home);
        Optional<String> token = operator.token();
        try {
            token.ifPresent(_ -> new Remote(wires.open(operator, token), Remote.ROOT).rootGet("devices"));
            return token.isPresent();
        } catch (RemoteFailure e) {
            return false;
        }
    }

    /** Brings the device into the console's fleet unless it is in one; says its id. */
    String device() {
        Remote device = asRoot(true);
        JsonObject self = device.rootGet("device");
        if (self.string("tenant").isEmpty()) {
            JsonObject claim = asRoot(false).rootPost("claims", JsonObject.EMPTY);
            device.rootPost(
                    "enrol",
                    JsonObject.EMPTY.with("claimCode", claim.string("claimCode").orElse("")));
        }
        return self.string("id").orElse("?");
    }

    /** Waits until the console hears the device. */
    void awaitOnline(String device) throws InterruptedException {
        Remote console = asRoot(false);
        long end = System.nanoTime() + ONLINE_WITHIN.toNanos();
        while (!online(console.rootGet("devices/" + device + "/device"))) {
            if (System.nanoTime() > end) {
                throw new RemoteFailure("The console did not hear the device within " + ONLINE_WITHIN.toSeconds()
                        + " s; see the logs of both.");
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private static boolean online(JsonObject device) {
        return device.get("online").equals(Optional.of(JsonBoolean.TRUE));
    }

    private Remote asRoot(boolean local) {
        Access access = Access.asRoot(local, home);
        return new Remote(wires.open(access, access.token()), Remote.ROOT);
    }

    private static void forget(Remote console, String user) {
        try {
            console.rootDelete("users/" + user);
        } catch (RemoteFailure e) {
            if (e.status() != NOT_FOUND) {
                throw e;
            }
        }
    }

    private static String password() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }
}
