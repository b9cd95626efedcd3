package io.ripcord.mqtt;

import io.ripcord.api.message.Link;
import io.ripcord.api.message.Links.Receiver;
import io.ripcord.api.message.Packet;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** One Paho client from its connect to its end; it ends its threads itself. */
final class PahoLink implements Link, MqttCallback {
    private static final long PATIENCE_MILLIS = Options.PATIENCE_SECONDS * 1000L;
    private static final int MOST_IN_FLIGHT = 64;

    private static final int END_TRIES = 50;
    private static final long END_PAUSE_MILLIS = 100;

    /** MQTT 5, 2.4: reason codes from here on are errors. */
    private static final int FIRST_ERROR = 0x80;

    private final MqttAsyncClient client;
    private final String broker;
    private final Workers threads;
    private final Receiver receiver;
    private final AtomicBoolean told = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Paho gives out topic aliases outside its own lock: two publishers at once could use one before it is known. */
    private final ReentrantLock handover = new ReentrantLock();

    private volatile int mostInFlight = 1;
    private volatile Semaphore window = new Semaphore(1);

    PahoLink(MqttAsyncClient client, String broker, Workers threads, Receiver receiver) {
        this.client = client;
        this.broker = broker;
        this.threads = threads;
        this.receiver = receiver;
        client.setCallback(this);
        threads.whenFailed(this::broke);
    }

    void connect(MqttConnectionOptions options) throws IOException, InterruptedException {
        boolean done = false;
        try {
            var token = client.connect(options);
            awaitAnswer(token);
            await(token, "connecting to " + broker);
            mostInFlight = inFlight(token);
            window = new Semaphore(mostInFlight, true);
            done = true;
        } catch (MqttException e) {
            throw failure("connecting to " + broker, e);
        } finally {
            if (!done) {
                told.set(true);
                close();
            }
        }
    }

    @Override
    public void publish(Packet packet) throws IOException, InterruptedException {
        var attempt = "publishing " + packet.topic();
        var slots = window;
        if (!slots.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new IOException(attempt + " failed: " + broker + " acknowledges nothing; connect again");
        }
        try {
            await(handOver(packet, attempt), attempt);
        } catch (MqttException e) {
            throw failure(attempt, e);
        } finally {
            slots.release();
        }
    }

    @Override
    public void subscribe(String filter) throws IOException, InterruptedException {
        var attempt = "subscribing " + filter;
        try {
            var subscription = new MqttSubscription(filter, Options.QOS);
            subscription.setNoLocal(true);
            subscription.setRetainHandling(2);
            await(client.subscribe(subscription), attempt);
        } catch (MqttException e) {
            throw failure(attempt, e);
        }
    }

    @Override
    public boolean isUp() {
        return !closed.get() && !told.get() && client.isConnected();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            if (client.isConnected()) {
                client.disconnect(0).waitForCompletion(2000);
            }
        } catch (MqttException _) {
            // the broker is gone already: nothing to say to it
        } finally {
            end();
        }
        tell("it was closed");
    }

    /**
     * Stops Paho's threads, which no interrupt ends: nothing may start any more, and Paho is told to stop until all
     * have ended.
     */
    private void end() {
        threads.shutdownNow();
        try {
            for (int tries = 0; tries < END_TRIES && !threads.isTerminated(); tries++) {
                stopOnce();
                threads.awaitTermination(END_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
            client.close(true);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (MqttException _) {
            // it closes when the last of its tasks ends
        }
    }

    private void stopOnce() {
        try {
            client.disconnectForcibly(0, 1, false);
        } catch (MqttException _) {
            // it is down already
        }
    }

    private IMqttToken handOver(Packet packet, String attempt) throws IOException, MqttException, InterruptedException {
        handover.lockInterruptibly();
        try {
            awaitBookkeeping(attempt);
            return client.publish(packet.topic(), Options.message(packet));
        } finally {
            handover.unlock();
        }
    }

    /** Paho counts a packet as in flight a moment longer than its token; a publish then would fail and spoil an alias. */
    private void awaitBookkeeping(String attempt) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (client.getInFlightMessageCount() >= mostInFlight) {
            if (System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS)) {
                throw new IOException(attempt + " failed: " + broker + " acknowledges nothing; connect again");
            }
            Thread.sleep(2);
        }
    }

    /** Nobody tells who waits for an answer that Paho's receiver ended at a malformed packet. */
    private void awaitAnswer(IMqttToken token) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!token.isComplete()
                && token.getException() == null
                && System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS)) {
            if (told.get()) {
                throw new IOException("connecting to " + broker + " failed: it answered with no MQTT 5");
            }
            Thread.sleep(5);
        }
    }

    private void await(IMqttToken token, String attempt) throws IOException, MqttException {
        token.waitForCompletion(PATIENCE_MILLIS);
        var codes = token.getReasonCodes();
        if (codes != null && Arrays.stream(codes).anyMatch(code -> code >= FIRST_ERROR)) {
            throw new IOException(attempt + " was refused by " + broker + " with reason code " + Arrays.toString(codes)
                    + "; see whether its rules let this client do it");
        }
    }

    private static int inFlight(IMqttToken connected) {
        var properties = connected.getResponseProperties();
        var maximum = properties == null ? null : properties.getReceiveMaximum();
        return maximum == null ? MOST_IN_FLIGHT : Math.clamp(maximum / 2, 1, MOST_IN_FLIGHT);
    }

    private IOException failure(String attempt, MqttException e) throws InterruptedException {
        if (e.getCause() instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (e.getReasonCode() == MqttClientException.REASON_CODE_CLIENT_TIMEOUT) {
            return new IOException(
                    attempt + " failed: " + broker + " did not answer within " + Options.PATIENCE_SECONDS
                            + " s; see whether it runs and is reachable",
                    e);
        }
        return new IOException(attempt + " failed: " + reason(e), e);
    }

    private static String reason(MqttException e) {
        var cause = e.getCause();
        return cause == null || cause.getMessage() == null
                ? e.getMessage() + " (" + e.getReasonCode() + ")"
                : cause.getMessage();
    }

    private void broke(Throwable cause) {
        if (!closed.get()) {
            tell("a packet of " + broker + " is no MQTT 5: " + cause);
        }
    }

    /** Paho interrupts its own receiver before that tells of the end: who hears it must be able to wait all the same. */
    private void tell(String reason) {
        if (told.compareAndSet(false, true)) {
            boolean interrupted = Thread.interrupted();
            receiver.lost(reason);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        receiver.received(Options.packet(topic, message));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        var said = response.getReasonString();
        var exception = response.getException();
        tell(
                said != null
                        ? said
                        : exception != null
                                ? reason(exception)
                                : "the broker ended it, code " + response.getReturnCode());
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        tell(reason(exception));
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // publish() waits for its own token
    }

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {
        // connect() waits for its own token
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // we use no enhanced authentication
    }
}
