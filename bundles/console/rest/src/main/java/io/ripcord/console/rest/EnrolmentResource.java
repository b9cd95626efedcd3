package io.ripcord.console.rest;

import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.rest.Answer;
import io.ripcord.api.rest.Call;
import io.ripcord.api.rest.Resource;
import io.ripcord.api.rest.Route;
import io.ripcord.api.trust.Role;
import io.ripcord.console.api.ConsoleException;
import io.ripcord.console.api.ConsoleFacts;
import io.ripcord.console.api.Fleet;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Claim codes for operators, certificates for devices that show one. */
@Component(service = Resource.class)
public final class EnrolmentResource implements Resource {
    private static final Duration CLAIM_VALIDITY = Duration.ofHours(24);

    private final Fleet fleet;
    private final ConsoleFacts console;

    @Activate
    public EnrolmentResource(@Reference Fleet fleet, @Reference ConsoleFacts console) {
        this.fleet = fleet;
        this.console = console;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.of("POST", "claims", Role.OPERATOR, this::claim), Route.open("POST", "enrolment", this::enrol));
    }

    private Answer claim(Call call) throws IOException {
        var fields = Fields.of(call.json(), "");
        var tenant = fields.optionalText("tenant", 1, 64).orElse(console.tenant());
        fields.end();
        var claim = fleet.claim(tenant, CLAIM_VALIDITY);
        return new Answer.Document(
                201,
                JsonObject.EMPTY
                        .with("claimCode", claim.code())
                        .with("expires", claim.expires().toString()));
    }

    private Answer enrol(Call call) throws IOException {
        try {
            return Answer.ok(fleet.enrol(call.json()));
        } catch (ConsoleException e) {
            throw Failures.of(e);
        }
    }
}
