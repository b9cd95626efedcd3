package io.ripcord.mqtt;

import java.util.Arrays;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttSecurityException;

/** Paho's client over a {@link PatientNetwork}, with nothing on disk. */
final class PahoClient extends MqttAsyncClient {

    PahoClient(String uri, String clientId, ScheduledExecutorService threads) throws MqttException {
        super(uri, clientId, new MemoryPersistence(), null, threads);
    }

    @Override
    protected NetworkModule[] createNetworkModules(String address, MqttConnectionOptions options)
            throws MqttException, MqttSecurityException {
        return Arrays.stream(super.createNetworkModules(address, options))
                .map(PatientNetwork::new)
                .toArray(NetworkModule[]::new);
    }
}
