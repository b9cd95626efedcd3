package example.greeter.provider;

import example.greeter.api.Greeter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** The second version: greets with more warmth. */
@Component(
        configurationPid = "example.greeter",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        property = "greeter.version=2")
public final class WarmGreeter implements Greeter {

    /** The configuration. */
    public @interface Settings {
        /** The words before the name. */
        String greeting() default "Welcome";
    }

    private final Settings settings;

    @Activate
    public WarmGreeter(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String greet(String name) {
        return settings.greeting() + ", dear " + name + "!";
    }
}
