package io.ripcord.rest;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.rest.Answer;
import io.ripcord.api.rest.Call;
import io.ripcord.api.rest.Failure;
import io.ripcord.api.rest.Resource;
import io.ripcord.api.rest.Route;
import io.ripcord.api.trust.Role;
import io.ripcord.api.trust.Users;
import io.ripcord.api.trust.Users.User;
import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The local users; one administrator always stays. */
@Component(service = Resource.class)
public final class UsersResource implements Resource {
    private final Users users;

    @Activate
    public UsersResource(@Reference Users users) {
        this.users = users;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("GET", "users", Role.ADMIN, _ -> Answer.ok(all())),
                Route.of("POST", "users", Role.ADMIN, this::add),
                Route.of("DELETE", "users/{name}", Role.ADMIN, this::remove));
    }

    private JsonObject all() {
        List<Json> list = users.list().stream().<Json>map(UsersResource::json).toList();
        return JsonObject.EMPTY.with("users", new JsonArray(list));
    }

    private Answer add(Call call) throws IOException {
        var fields = Fields.of(call.json(), "");
        var name = fields.text("name", 1, 64);
        var password = fields.text("password", 1, 1024).toCharArray();
        var role = fields.choice("role", Role.class);
        fields.end();
        try {
            return new Answer.Document(201, json(users.add(name, password, role)));
        } catch (IllegalArgumentException e) {
            throw Failure.refused(e.getMessage());
        }
    }

    private synchronized Answer remove(Call call) {
        var name = call.name("name");
        var user = users.list().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findAny()
                .orElseThrow(() -> Failure.missing("There is no user of that name; GET users lists them."));
        if (user.role() == Role.ADMIN && administrators() == 1) {
            throw Failure.refused("The last administrator cannot be removed; add another one first.");
        }
        users.remove(name);
        return new Answer.Bare(204);
    }

    private long administrators() {
        return users.list().stream().filter(user -> user.role() == Role.ADMIN).count();
    }

    private static JsonObject json(User user) {
        return JsonObject.EMPTY.with("name", user.name()).with("role", Fields.wireName(user.role()));
    }
}
