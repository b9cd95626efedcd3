package example.greeter.provider;

import example.greeter.api.Greeter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Hangs when it is activated, and does not heed an interrupt: only the end of the JVM ends it. */
@Component(immediate = true, property = "greeter.version=3")
public final class HangingGreeter implements Greeter {

    @Activate
    public HangingGreeter() {
        while (!Boolean.getBoolean("example.greeter.release")) {
            try {
                Thread.sleep(200);
            } catch (InterruptedException _) {
                // this is what is broken
            }
        }
    }

    @Override
    public String greet(String name) {
        return "At last, " + name;
    }
}
