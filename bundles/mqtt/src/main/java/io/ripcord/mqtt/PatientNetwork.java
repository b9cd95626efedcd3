package io.ripcord.mqtt;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.internal.NetworkModule;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * A network connection that gives nothing before something was sent. Paho 1.2.5 starts its receiver first and then waits
 * for ever to see it run: a broker that closes at once ends the receiver before that look, and the waiting thread would
 * never end. Paho sends its first packet only after all its threads run.
 */
final class PatientNetwork implements NetworkModule {
    private final NetworkModule network;
    private final CountDownLatch sent = new CountDownLatch(1);

    PatientNetwork(NetworkModule network) {
        this.network = network;
    }

    @Override
    public void start() throws IOException, MqttException {
        network.start();
    }

    @Override
    public void stop() throws IOException {
        sent.countDown();
        network.stop();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(new Frames(network.getInputStream())) {
            @Override
            public int read() throws IOException {
                awaitSent();
                return super.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                awaitSent();
                return super.read(bytes, offset, length);
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(network.getOutputStream()) {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                try {
                    out.write(bytes, offset, length);
                } finally {
                    sent.countDown();
                }
            }
        };
    }

    @Override
    public String getServerURI() {
        return network.getServerURI();
    }

    private void awaitSent() throws IOException {
        try {
            if (!sent.await(Options.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("nothing was sent within " + Options.PATIENCE_SECONDS + " s of connecting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the link was closed while it was opened", e);
        }
    }
}
