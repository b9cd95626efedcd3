package example.greeter.provider;

import example.greeter.api.Greeter;
import org.osgi.service.component.annotations.Component;

/** Never greets: its bundle imports a package that nobody exports (see bnd.bnd). */
@Component(immediate = true, property = "greeter.version=3")
public final class LostGreeter implements Greeter {

    @Override
    public String greet(String name) {
        return "Nobody hears this, " + name;
    }
}
