package io.ripcord.console.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Where this console stands (from {@code etc/console.json}); constant while the JVM runs. */
@ProviderType
public interface ConsoleFacts {

    /** Names and addresses that devices and operators reach it by; the first is the one it tells them. */
    List<String> addresses();

    /** Port of REST and enrolment. */
    int httpsPort();

    /** Port of the default broker. */
    int mqttPort();

    /** The tenant that new devices come to unless their claim says otherwise. */
    String tenant();

    /** {@code https://address:port}. */
    default String uri() {
        return "https://" + addresses().getFirst() + ":" + httpsPort();
    }
}
