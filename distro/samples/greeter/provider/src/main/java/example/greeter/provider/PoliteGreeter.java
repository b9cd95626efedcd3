package example.greeter.provider;

import example.greeter.api.Greeter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/** Greets with the words of its configuration; runs from the start, asked or not. */
@Component(
        configurationPid = "example.greeter",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        property = "greeter.version=1")
public final class PoliteGreeter implements Greeter {

    /** The configuration. */
    public @interface Settings {
        /** The words before the name. */
        String greeting() default "Hello";
    }

    private final Settings settings;

    @Activate
    public PoliteGreeter(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String greet(String name) {
        return settings.greeting() + ", " + name;
    }
}
