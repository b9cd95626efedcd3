package io.ripcord.console.api;

import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** The broker between the console and its devices; transport only, it keeps nothing that counts. */
@ProviderType
public interface Broker {

    /** Where the console itself connects: {@code ssl://host:port}. */
    String uri();

    /** Where devices connect, as they are told at enrolment. */
    String deviceUri();

    /** Lets these devices in no more, and ends the connections that they have, within seconds; all others come in. */
    void keepOut(Set<String> devices);
}
