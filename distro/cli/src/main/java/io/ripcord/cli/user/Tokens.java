package io.ripcord.cli.user;

import io.ripcord.api.json.JsonObject;
import io.ripcord.cli.remote.RemoteFailure;
import io.ripcord.cli.remote.Session;

/** Keeps what a login gave. */
final class Tokens {
    private Tokens() {}

    static void keep(Session session, JsonObject answer) {
        var access = session.access();
        access.keep(answer.string("token")
                .orElseThrow(() -> new RemoteFailure(access.server() + " gave no token; look at its log.")));
        if (session.json()) {
            session.print(answer.without("token"));
        } else {
            session.say(answer.string("name").orElse("?") + " is logged in at " + access.server() + " as "
                    + answer.string("role").orElse("?") + ".");
        }
    }
}
