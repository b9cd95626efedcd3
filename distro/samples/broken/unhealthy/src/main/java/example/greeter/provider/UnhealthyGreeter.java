package example.greeter.provider;

import example.greeter.api.Greeter;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Component;

/** Greets, but its health check says that it should not. */
@Component(
        immediate = true,
        property = {"greeter.version=3", HealthCheck.NAME + "=greeter"})
public final class UnhealthyGreeter implements Greeter, HealthCheck {

    @Override
    public String greet(String name) {
        return "Cough, " + name;
    }

    @Override
    public Result execute() {
        return new Result(Result.Status.CRITICAL, "the greeter has a cold");
    }
}
