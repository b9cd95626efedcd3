package io.ripcord.mqtt;

import io.ripcord.api.message.Link;
import io.ripcord.api.message.Links;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Opens links with Paho: one client, one set of threads, one end for each. */
@Component
public final class PahoLinks implements Links {
    /** Connect task, sender, receiver, callback, ping, disconnect: each needs its own while it waits. */
    private static final int THREADS = 6;

    /** Paho writes to java.util.logging what its exceptions tell too; held here, else the level is lost with the logger. */
    private final Logger pahoLog = Logger.getLogger("org.eclipse.paho.mqttv5.client");

    @Activate
    public PahoLinks() {
        pahoLog.setLevel(Level.OFF);
    }

    @Override
    public Link open(Settings settings, Receiver receiver) throws IOException, InterruptedException {
        return open(settings, receiver, threads(settings.clientId()));
    }

    /** @param threads belongs to the link from now on, and ends with it */
    Link open(Settings settings, Receiver receiver, Workers threads) throws IOException, InterruptedException {
        PahoLink link;
        try {
            link = new PahoLink(
                    new PahoClient(settings.uri(), settings.clientId(), threads), settings.uri(), threads, receiver);
        } catch (MqttException | IllegalArgumentException e) {
            threads.shutdownNow();
            throw new IOException(
                    "the broker address " + settings.uri() + " cannot be used: " + e.getMessage()
                            + "; write ssl://host:port",
                    e);
        }
        link.connect(Options.of(settings));
        return link;
    }

    static Workers threads(String clientId) {
        return new Workers(THREADS, "mqtt-" + clientId + "-");
    }
}
