package io.ripcord.console.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ripcord.api.rest.Body;
import io.ripcord.api.rest.Call;
import io.ripcord.api.rest.Failure;
import io.ripcord.api.rest.Request;
import io.ripcord.api.rest.Resource;
import io.ripcord.api.rest.Route;
import io.ripcord.api.trust.Role;
import io.ripcord.api.trust.Users.User;
import io.ripcord.console.api.ConsoleException;
import io.ripcord.console.api.ConsoleFacts;
import io.ripcord.console.api.Fleet;
import io.ripcord.console.api.FleetStore;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may ask the console for what, on a console that knows no device. */
class RoutesTest {
    private final FleetStore store = answering(FleetStore.class);
    private final Fleet fleet = answering(Fleet.class);
    private final List<Resource> resources = List.of(
            new DevicesResource(fleet, store),
            new DeviceStateResource(fleet, store),
            new DeviceSecretsResource(fleet, store),
            new DeviceChangesResource(store),
            new DeviceLogsResource(fleet),
            new EnrolmentResource(fleet, answering(ConsoleFacts.class)));

    @Test
    void only_a_device_that_enrols_comes_in_without_a_user() {
        var open = routes().stream().filter(route -> route.role().isEmpty()).toList();
        assertEquals(1, open.size());
        assertEquals(List.of("enrolment"), open.getFirst().pattern());
    }

    @Test
    void whoever_writes_is_an_operator_at_least() {
        for (var route : routes()) {
            var least = route.method().equals("GET") ? Role.VIEWER : Role.OPERATOR;
            route.role().ifPresent(role -> assertEquals(least, role, route.toString()));
        }
    }

    @Test
    void a_device_that_is_not_in_the_fleet_is_not_found() {
        for (var path : List.of("device", "state", "reported", "history", "secrets")) {
            var route = routes().stream()
                    .filter(it -> it.pattern().equals(List.of("devices", "{device}", path)))
                    .filter(it -> it.method().equals("GET"))
                    .findFirst()
                    .orElseThrow();
            var failure = assertThrows(Failure.class, () -> route.handler().answer(call(Map.of("device", "rc-1"))));
            assertEquals(404, failure.status(), path);
        }
    }

    @Test
    void each_reason_has_its_status() {
        var statuses = Map.of(
                ConsoleException.Reason.NOT_FOUND, 404,
                ConsoleException.Reason.STALE, 409,
                ConsoleException.Reason.INVALID, 422,
                ConsoleException.Reason.FORBIDDEN, 403,
                ConsoleException.Reason.TOO_OFTEN, 429,
                ConsoleException.Reason.OFFLINE, 503,
                ConsoleException.Reason.STORAGE, 503);
        for (var reason : ConsoleException.Reason.values()) {
            var failure = Failures.of(new ConsoleException(reason, "why"));
            assertEquals(statuses.get(reason), failure.status(), reason.toString());
        }
    }

    private List<Route> routes() {
        return resources.stream()
                .flatMap(resource -> resource.routes().stream())
                .toList();
    }

    private static Call call(Map<String, String> names) {
        var body = new Body(new ByteArrayInputStream(new byte[0]), 0);
        var request = new Request(
                "GET", List.of(), Map.of(), "localhost", Optional.empty(), Optional.empty(), "127.0.0.1", "1", body);
        return new Call(request, names, Optional.of(new User("ada", Role.ADMIN)));
    }

    /** Knows nothing: every question is answered with nothing. */
    private static <T> T answering(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (_, method, _) -> method.getReturnType() == Optional.class ? Optional.empty() : null));
    }
}
