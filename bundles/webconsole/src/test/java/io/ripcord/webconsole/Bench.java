package io.ripcord.webconsole;

import io.ripcord.api.domain.AdminSession;
import io.ripcord.api.host.LocalNames;
import io.ripcord.api.rest.Tries;
import io.ripcord.api.trust.Role;
import io.ripcord.testkit.FakeSecrets;
import io.ripcord.testkit.FakeStates;
import io.ripcord.testkit.FakeUsers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The web console's gate and pages over fakes, with three users. */
final class Bench {
    final FakeUsers users = new FakeUsers()
            .with("viewer", Role.VIEWER)
            .with("operator", Role.OPERATOR)
            .with("admin", Role.ADMIN);
    final FakeStates states = new FakeStates();
    final List<String> confirmed = new ArrayList<>();
    long nanos;
    final Sessions sessions = new Sessions(users, () -> nanos);
    final Entrance entrance = new Entrance(users, new Tries(() -> nanos));
    final AdminSession adminSession = new AdminSession() {
        @Override
        public void served(String connection) {}

        @Override
        public boolean confirm(String change, String connection) {
            return !connection.equals("old") && confirmed.add(change);
        }
    };
    final ConsoleSecurity security = new ConsoleSecurity(entrance, sessions, adminSession);
    final FakeSecrets secrets = new FakeSecrets();
    final SecretsPage secretsPage = new SecretsPage(secrets, states);
    final StatePage state = new StatePage(states, adminSession);

    Bench() {
        entrance.addSite(() -> new LocalNames(Set.of("192.168.77.1", "localhost")));
    }

    /** A session's secret. */
    String login(String name) {
        return sessions.begin(users.list().stream()
                .filter(user -> user.name().equals(name))
                .findAny()
                .orElseThrow());
    }

    /** Who came in, or the status that was answered. */
    String gate(FakeExchange exchange) {
        var user = security.authenticate(exchange.request(), exchange.response());
        return Optional.ofNullable(user).map(_ -> "in").orElseGet(() -> Integer.toString(exchange.status));
    }

    /** As the console does it: the gate, the page's own answer, else its content. */
    FakeExchange page(FakeExchange exchange) throws Exception {
        return page(state, exchange);
    }

    FakeExchange page(Page state, FakeExchange exchange) throws Exception {
        if (gate(exchange).equals("in")) {
            var request = exchange.request();
            var response = exchange.response();
            state.service(request, response);
            if (exchange.status == 200 && exchange.body.size() == 0) {
                state.renderContent(request, response);
            }
        }
        return exchange;
    }
}
