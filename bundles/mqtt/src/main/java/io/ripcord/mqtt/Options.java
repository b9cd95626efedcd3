package io.ripcord.mqtt;

import io.ripcord.api.message.Links.Settings;
import io.ripcord.api.message.Packet;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Turns our settings and packets into Paho's. */
final class Options {
    static final int QOS = 1;
    static final int PATIENCE_SECONDS = 10;

    private Options() {}

    static MqttConnectionOptions of(Settings settings) {
        var options = new MqttConnectionOptions();
        options.setCleanStart(true);
        // The session ends with the will's delay: with an expiry of 0 the broker would publish the will at once.
        options.setSessionExpiryInterval(settings.willDelay().toSeconds());
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout(PATIENCE_SECONDS);
        options.setKeepAliveInterval((int) settings.keepAlive().toSeconds());
        options.setReceiveMaximum(settings.receiveMaximum());
        options.setMaximumPacketSize((long) Packet.MAX_BYTES);
        options.setTopicAliasMaximum(0);
        options.setSocketFactory(
                settings.uri().startsWith("ssl:")
                        ? new PromptSockets(settings.tls().getSocketFactory())
                        : null);
        options.setHttpsHostnameVerificationEnabled(true);
        settings.will().ifPresent(will -> {
            options.setWill(will.topic(), message(will));
            var properties = new MqttProperties();
            properties.setWillDelayInterval(settings.willDelay().toSeconds());
            options.setWillMessageProperties(properties);
        });
        return options;
    }

    static MqttMessage message(Packet packet) {
        var properties = new MqttProperties();
        packet.expiry().ifPresent(expiry -> properties.setMessageExpiryInterval(Math.max(1, expiry.toSeconds())));
        packet.correlation().ifPresent(properties::setCorrelationData);
        return new MqttMessage(packet.payload(), QOS, false, properties);
    }

    static Packet packet(String topic, MqttMessage message) {
        var packet = Packet.of(topic, message.getPayload());
        var properties = message.getProperties();
        if (properties == null || properties.getCorrelationData() == null) {
            return packet;
        }
        return packet.correlated(properties.getCorrelationData());
    }
}
