package io.ripcord.console.fleet;

import io.ripcord.api.artifact.ArtifactStore;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Links;
import io.ripcord.api.message.Packet;
import io.ripcord.api.message.Topics;
import io.ripcord.api.message.UpMessage;
import io.ripcord.api.state.Layer;
import io.ripcord.api.state.Receipt;
import io.ripcord.api.trust.FleetAuthority;
import io.ripcord.api.trust.SecretValue;
import io.ripcord.console.api.Broker;
import io.ripcord.console.api.Claim;
import io.ripcord.console.api.ConsoleException;
import io.ripcord.console.api.ConsoleException.Reason;
import io.ripcord.console.api.ConsoleFacts;
import io.ripcord.console.api.Desired;
import io.ripcord.console.api.Device;
import io.ripcord.console.api.Fleet;
import io.ripcord.console.api.FleetStore;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The fleet as operators use it, and the connection to its devices. */
@Component(immediate = true)
public final class FleetService implements Fleet, Links.Receiver {
    private static final Logger LOG = LoggerFactory.getLogger(FleetService.class);
    private static final int LANES = 16;
    private static final int WAITING_MESSAGES = 4096;

    private final FleetStore store;
    private final DesiredStates desiredStates;
    private final DeviceSecrets secrets;
    private final Enrolments enrolments;
    private final Removals removals;
    private final Commands commands;
    private final Conversation conversation;
    private final Lanes lanes = new Lanes(LANES, WAITING_MESSAGES);
    private final Uplink uplink;

    @Activate
    public FleetService(
            @Reference FleetStore store,
            @Reference ArtifactStore artifacts,
            @Reference FleetAuthority authority,
            @Reference ConsoleFacts console,
            @Reference Broker broker,
            @Reference Links links) {
        var clock = Clock.systemUTC();
        this.store = store;
        desiredStates = new DesiredStates(store, authority, clock);
        secrets = new DeviceSecrets(store, authority, desiredStates);
        enrolments = new Enrolments(console, broker, authority, store, clock);
        removals = new Removals(store, broker, clock);
        commands = new Commands(this::send, clock);
        conversation = new Conversation(
                store, artifacts, this::send, commands, new Renewals(authority, store, this::send), clock);
        store.allOffline();
        uplink = new Uplink(links, broker, authority, this, this::connected);
    }

    @Deactivate
    void deactivate() {
        uplink.close();
        lanes.close();
    }

    @Override
    public Receipt edit(String device, long basedOn, JsonObject patch, String author) throws ConsoleException {
        return issued(device, desiredStates.edit(known(device), basedOn, patch, author));
    }

    @Override
    public Receipt rollback(String device, long generation, String author) throws ConsoleException {
        return issued(device, desiredStates.rollback(known(device), generation, author));
    }

    @Override
    public SecretOutcome setSecret(String device, String name, SecretValue value, String author)
            throws ConsoleException {
        var kept = secrets.set(known(device), name, value, author);
        return new SecretOutcome(kept.reference(), receipt(device, kept.desired()));
    }

    @Override
    public Optional<Receipt> removeSecret(String device, String name, String author) throws ConsoleException {
        return receipt(device, secrets.remove(known(device), name, author));
    }

    private Optional<Receipt> receipt(String device, Optional<Desired> desired) throws ConsoleException {
        return desired.isEmpty() ? Optional.empty() : Optional.of(issued(device, desired.get()));
    }

    @Override
    public Claim claim(String tenant, Duration validity) {
        return enrolments.claim(tenant, validity);
    }

    @Override
    public JsonObject enrol(JsonObject request) throws ConsoleException {
        var answer = enrolments.enrol(request);
        request.string("device").ifPresent(removals::enrolled);
        return answer;
    }

    @Override
    public void remove(String device) throws ConsoleException {
        if (!removals.remove(device)) {
            throw unknown(device);
        }
        LOG.info("{} was removed from the fleet", device);
    }

    @Override
    public void command(String device, String name, JsonObject arguments, Duration limit, OutputStream out)
            throws ConsoleException, IOException, InterruptedException {
        var target = known(device);
        if (!target.online()) {
            throw new ConsoleException(Reason.OFFLINE, device + " is not online; commands are not kept for later");
        }
        commands.run(topics(target), name, arguments, limit, out);
    }

    @Override
    public void received(Packet packet) {
        Topics.origin(packet.topic()).ifPresent(origin -> {
            var from = origin.topics();
            if (removals.has(from.device())) {
                return;
            }
            if (!lanes.offer(from.device(), () -> receive(from, origin.kind(), packet.payload()))) {
                LOG.warn("{} sends faster than its messages are worked off; one was dropped", from.device());
            }
        });
    }

    @Override
    public void lost(String reason) {
        store.allOffline();
    }

    /** Devices that were connected before us said their hello to nobody. */
    private void connected() {
        lanes.offer(
                "",
                () -> store.devices().forEach(device -> lanes.offer(device.id(), () -> askForHello(topics(device)))));
    }

    private void askForHello(Topics device) {
        try {
            conversation.askForHello(device);
        } catch (IOException e) {
            LOG.debug("{} is not asked for its hello: {}", device.device(), e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void receive(Topics from, String kind, byte[] payload) {
        try {
            conversation.received(from, UpMessage.parse(kind, payload));
        } catch (BadDocument e) {
            LOG.warn("{} sent a malformed {}: {}", from.device(), kind, e.getMessage());
        } catch (IOException e) {
            LOG.warn("no answer to a {} of {}: {}", kind, from.device(), e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Receipt issued(String device, Desired desired) throws ConsoleException {
        var target = known(device);
        lanes.offer(device, () -> tell(topics(target)));
        return new Receipt(Layer.FLEET, desired.generation(), "");
    }

    /** A device that misses it says so with its next hello. */
    private void tell(Topics device) {
        try {
            conversation.tell(device);
        } catch (IOException e) {
            LOG.info("{} hears of its new generation when it is connected: {}", device.device(), e.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Packet packet) throws IOException, InterruptedException {
        uplink.send(packet);
    }

    private Device known(String device) throws ConsoleException {
        return store.device(device).orElseThrow(() -> unknown(device));
    }

    private static ConsoleException unknown(String device) {
        return new ConsoleException(
                Reason.NOT_FOUND, "no device " + device + " in this fleet; see ./ripcord device ls");
    }

    private static Topics topics(Device device) {
        return new Topics(device.tenant(), device.id());
    }
}
