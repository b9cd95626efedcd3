package io.ripcord.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.json.JsonArray;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.rest.Request;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every route, and what nobody, a viewer, an operator and an administrator get from it with an empty body. */
class RolesTest {
    private static final String SHA = "0".repeat(64);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "GET,    device,                 401, 200, 200, 200",
        "GET,    state,                  401, 200, 200, 200",
        "GET,    schema,                 401, 200, 200, 200",
        "GET,    reported,               401, 200, 200, 200",
        "GET,    changes,                401, 200, 200, 200",
        "GET,    changes/c-9,            401, 404, 404, 404",
        "GET,    settled,                401, 204, 204, 204",
        "GET,    history,                401, 200, 200, 200",
        "GET,    chutes/hello-web/logs,  401, 200, 200, 200",
        "HEAD,   artifacts/SHA,          401, 404, 404, 404",
        "POST,   state,                  401, 403, 400, 400",
        "POST,   state/preview,          401, 403, 400, 400",
        "POST,   changes/c-9/confirm,    401, 403, 409, 409",
        "POST,   history/c-9/rollback,   401, 403, 404, 404",
        "PUT,    artifacts/SHA,          401, 403, 422, 422",
        "PUT,    artifacts/x,            401, 403, 400, 400",
        "POST,   enrol,                  401, 403, 403, 400",
        "GET,    users,                  401, 403, 403, 200",
        "POST,   users,                  401, 403, 403, 400",
        "DELETE, users/admin,            401, 403, 403, 422",
        "DELETE, users/viewer,           401, 403, 403, 204",
        "DELETE, users/who,              401, 403, 403, 404",
        "POST,   session,                400, 400, 400, 400",
        "DELETE, session,                401, 204, 204, 204",
        "POST,   claim,                  400, 400, 400, 400",
        "DELETE, state,                  405, 405, 405, 405",
        "GET,    secrets,                401, 200, 200, 200",
        "POST,   secrets,                401, 403, 403, 400",
        "DELETE, secrets/none,           401, 403, 403, 404",
        "GET,    secrets/none,           405, 405, 405, 405",
        "GET,    passwords,              404, 404, 404, 404",
    })
    void lets_each_role_do_what_it_may(String method, String path, int nobody, int viewer, int operator, int admin)
            throws Exception {
        var place = path.replace("SHA", SHA);
        assertEquals(nobody, bench().status(anonymous(method, place)), "nobody");
        assertEquals(viewer, bench().status(Bench.as("viewer", method, place)), "viewer");
        assertEquals(operator, bench().status(Bench.as("operator", method, place)), "operator");
        assertEquals(admin, bench().status(Bench.as("admin", method, place)), "admin");
    }

    @Test
    void every_route_stands_in_the_table() throws Exception {
        var table = RolesTest.class
                .getDeclaredMethod(
                        "lets_each_role_do_what_it_may",
                        String.class,
                        String.class,
                        int.class,
                        int.class,
                        int.class,
                        int.class)
                .getAnnotation(CsvSource.class)
                .value();
        var index = bench().document(Bench.as("viewer", "GET", ""));
        for (var route : ((JsonArray) index.get("routes").orElseThrow()).items()) {
            var method = ((JsonObject) route).string("method").orElseThrow();
            var path = ((JsonObject) route).string("path").orElseThrow();
            if (!path.isEmpty()) {
                var row = Pattern.compile(method + ", *" + path.replaceAll("\\{[^}]*}", "[^/, ]+") + ", .*");
                assertTrue(
                        Arrays.stream(table).anyMatch(line -> row.matcher(line).matches()), method + " " + path);
            }
        }
        assertEquals(401, bench().status(anonymous("GET", "")));
    }

    private Bench bench() {
        return new Bench(folder);
    }

    private static Request anonymous(String method, String path) {
        return Bench.request(method, path, "", Optional.empty(), Bench.HOST, Optional.empty(), "c1");
    }
}
