package io.ripcord.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** The broker as the console runs it, on a free port, with keys made for the test. */
final class RealBroker {
    final Path folder;
    final TestKeys keys;
    final int port;
    private final Process process;

    RealBroker(Path folder) throws Exception {
        this.folder = folder;
        keys = new TestKeys(folder);
        keys.certify("server", "CN=broker");
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Files.writeString(folder.resolve("config.xml"), configuration());
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=broker-logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.ripcord.broker.Main",
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        awaitReady(process.inputReader());
    }

    void certify(String name, String subject) throws Exception {
        keys.certify(name, subject);
    }

    /** Bytes of its live objects. */
    long memory() throws Exception {
        var jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(process.pid()),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        var total = jcmd.inputReader()
                .lines()
                .filter(line -> line.startsWith("Total "))
                .reduce("", (_, last) -> last);
        jcmd.waitFor();
        return Long.parseLong(total.strip().replaceAll(".* ", ""));
    }

    boolean runs() {
        return process.isAlive();
    }

    MqttClient connect(String key, String clientId) throws Exception {
        var client = new MqttClient("ssl://127.0.0.1:" + port, clientId, new MemoryPersistence());
        client.setTimeToWait(5_000);
        var options = new MqttConnectionOptions();
        options.setSocketFactory(keys.tls(key));
        options.setConnectionTimeout(5);
        options.setAutomaticReconnect(false);
        try {
            client.connect(options);
            return client;
        } catch (MqttException e) {
            client.close();
            throw e;
        }
    }

    void end() throws Exception {
        process.getOutputStream().close();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("it ends when its input does");
        }
    }

    private static void awaitReady(BufferedReader output) throws IOException {
        for (var line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
            if (line == null) {
                throw new IOException("the broker ended before it was ready");
            }
        }
        Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
    }

    private String configuration() {
        return """
                <hivemq>
                  <listeners><tls-tcp-listener>
                    <port>%d</port><bind-address>127.0.0.1</bind-address>
                    <tls>
                      <keystore><path>%s</path><password>secret</password><private-key-password>secret</private-key-password></keystore>
                      <client-authentication-mode>REQUIRED</client-authentication-mode>
                      <truststore><path>%s</path><password>secret</password></truststore>
                    </tls>
                  </tls-tcp-listener></listeners>
                  <mqtt><packets><max-packet-size>131072</max-packet-size></packets></mqtt>
                  <persistence><mode>in-memory</mode></persistence>
                  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                </hivemq>
                """.formatted(port, keys.store("server"), keys.store("trust"));
    }
}
