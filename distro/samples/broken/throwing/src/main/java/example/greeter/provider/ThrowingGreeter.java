package example.greeter.provider;

import example.greeter.api.Greeter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Throws when it is activated. */
@Component(immediate = true, property = "greeter.version=3")
public final class ThrowingGreeter implements Greeter {

    @Activate
    public ThrowingGreeter() {
        throw new IllegalStateException("this greeter lost its voice");
    }

    @Override
    public String greet(String name) {
        return "Nobody hears this, " + name;
    }
}
