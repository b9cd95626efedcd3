package io.ripcord.rest;

import io.ripcord.api.change.Refusal;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Enrolment;
import io.ripcord.api.rest.Answer;
import io.ripcord.api.rest.Call;
import io.ripcord.api.rest.Failure;
import io.ripcord.api.rest.Resource;
import io.ripcord.api.rest.Route;
import io.ripcord.api.trust.DeviceIdentity;
import io.ripcord.api.trust.Role;
import io.ripcord.api.trust.UntrustedException;
import java.io.IOException;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Puts the device into a fleet. */
@Component(service = Resource.class)
public final class EnrolResource implements Resource {
    private final Enrolment enrolment;
    private final DeviceIdentity identity;

    @Activate
    public EnrolResource(@Reference Enrolment enrolment, @Reference DeviceIdentity identity) {
        this.enrolment = enrolment;
        this.identity = identity;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.of("POST", "enrol", Role.ADMIN, this::enrol));
    }

    private Answer enrol(Call call) throws IOException, InterruptedException {
        var fields = Fields.of(call.json(), "");
        var code = fields.text("claimCode", 1, 4096);
        fields.end();
        try {
            return Answer.ok(
                    JsonObject.EMPTY.with("tenant", enrolment.enrol(code)).with("device", identity.id()));
        } catch (Refusal e) {
            throw Failure.of(e);
        } catch (UntrustedException e) {
            throw new Failure(422, "untrusted", e.getMessage());
        } catch (IOException e) {
            throw Failure.notNow(e.getMessage());
        }
    }
}
