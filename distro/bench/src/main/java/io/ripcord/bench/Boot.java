package io.ripcord.bench;

/**
 * One start of a device, in milliseconds since its script was started.
 *
 * @param frameworkMillis all bundles of the base run
 * @param mqttMillis connected with the fleet's broker, over TLS
 * @param consoleMillis the web console answered over TLS
 */
record Boot(long frameworkMillis, long mqttMillis, long consoleMillis) {
    long readyMillis() {
        return Math.max(frameworkMillis, Math.max(mqttMillis, consoleMillis));
    }

    @Override
    public String toString() {
        return "device %d ms (bundles %d, MQTT %d, web console %d)"
                .formatted(readyMillis(), frameworkMillis, mqttMillis, consoleMillis);
    }
}
