package example.greeter.api;

import org.osgi.annotation.versioning.ProviderType;

/** Greets people. */
@ProviderType
public interface Greeter {

    /** A greeting for somebody of that name. */
    String greet(String name);
}
