package io.ripcord.rest;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.rest.Answer;
import io.ripcord.api.rest.Call;
import io.ripcord.api.rest.Failure;
import io.ripcord.api.rest.Resource;
import io.ripcord.api.rest.Route;
import io.ripcord.api.rest.Tries;
import io.ripcord.api.trust.Role;
import io.ripcord.api.trust.UntrustedException;
import io.ripcord.api.trust.Users;
import io.ripcord.api.trust.Users.User;
import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Log in with a password; make the first administrator with the admin code. Tries are few on purpose. */
@Component(service = Resource.class)
public final class SessionResource implements Resource {
    private final Users users;
    private final Tries tries;

    @Activate
    public SessionResource(@Reference Users users) {
        this(users, new Tries(System::nanoTime));
    }

    SessionResource(Users users, Tries tries) {
        this.users = users;
        this.tries = tries;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.open("POST", "session", this::login),
                Route.of("DELETE", "session", Role.VIEWER, this::logout),
                Route.open("POST", "claim", this::claim));
    }

    private Answer login(Call call) throws IOException {
        tries.take(call.request().remote());
        var fields = Fields.of(call.json(), "");
        var name = fields.text("name", 1, 64);
        var password = fields.text("password", 1, 1024).toCharArray();
        fields.end();
        return users.authenticate(name, password, Tries.source(call.request().remote()))
                .map(this::session)
                .orElseThrow(() -> new Failure(
                        401, "who", "Name or password is wrong; try again, or have an administrator set a new one."));
    }

    private Answer logout(Call call) {
        Gate.token(call.request()).ifPresent(users::revokeToken);
        return new Answer.Bare(204);
    }

    private Answer claim(Call call) throws IOException {
        tries.take(call.request().remote());
        var fields = Fields.of(call.json(), "");
        var code = fields.text("code", 1, 256);
        var name = fields.text("name", 1, 64);
        var password = fields.text("password", 1, 1024).toCharArray();
        fields.end();
        try {
            return session(users.claim(code, name, password));
        } catch (UntrustedException e) {
            throw new Failure(403, "untrusted", e.getMessage());
        } catch (IllegalArgumentException e) {
            throw Failure.refused(e.getMessage());
        }
    }

    private Answer session(User user) {
        return Answer.ok(JsonObject.EMPTY
                .with("token", users.issueToken(user))
                .with("name", user.name())
                .with("role", Fields.wireName(user.role())));
    }
}
