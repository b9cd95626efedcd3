package io.ripcord.console.fleet;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.state.ReportedState;
import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.SealedSecret;
import io.ripcord.console.api.Desired;
import io.ripcord.console.api.Device;
import io.ripcord.console.api.FleetStore;
import io.ripcord.console.api.Presence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A fleet of one device in memory. */
final class MemoryStore implements FleetStore {
    static final String DEVICE = "rc-0123456789abcdef";

    final List<Desired> generations = new ArrayList<>();
    final Map<String, ChangeRecord> changes = new HashMap<>();
    final Map<String, SealedSecret> secrets = new TreeMap<>();
    final Map<Digest, String> claims = new HashMap<>();
    private final Map<Digest, String> takers = new HashMap<>();
    private final Set<String> events = new HashSet<>();
    private final Set<String> removed = new HashSet<>();
    boolean online;

    @Override
    public List<Device> devices() {
        return List.of(device());
    }

    @Override
    public Optional<Device> device(String id) {
        return id.equals(DEVICE) ? Optional.of(device()) : Optional.empty();
    }

    Device device() {
        return new Device(
                DEVICE,
                "acme",
                "ap",
                "Box 1",
                "0.1.0",
                online,
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                generations.size(),
                0,
                Optional.empty());
    }

    @Override
    public boolean enrolled(
            String device, String tenant, String deviceClass, String model, String certificatePem, Instant now) {
        removed.remove(device);
        return tenant.equals("acme");
    }

    @Override
    public boolean remove(String device, Instant now) {
        return device.equals(DEVICE) && removed.add(device);
    }

    @Override
    public Set<String> removed() {
        return Set.copyOf(removed);
    }

    @Override
    public Optional<String> certificate(String device) {
        return Optional.of("certificate of " + device);
    }

    @Override
    public List<SealedSecret> secrets(String device) {
        return List.copyOf(secrets.values());
    }

    @Override
    public void putSecret(String device, SealedSecret secret) {
        secrets.put(secret.reference().name(), secret);
    }

    @Override
    public boolean removeSecret(String device, String name) {
        return secrets.remove(name) != null;
    }

    @Override
    public boolean online(Presence presence) {
        online = true;
        return true;
    }

    @Override
    public void offline(String device, long bootEpoch, long sequence, Instant now) {
        online = false;
    }

    @Override
    public void allOffline() {
        online = false;
    }

    @Override
    public void seen(String device, Instant now) {}

    @Override
    public Optional<Desired> desired(String device) {
        return generations.isEmpty() ? Optional.empty() : Optional.of(generations.getLast());
    }

    @Override
    public List<Desired> desiredHistory(String device, int limit) {
        return generations.reversed();
    }

    @Override
    public boolean putDesired(String device, Desired desired) {
        return desired.generation() == generations.size() + 1 && generations.add(desired);
    }

    @Override
    public Optional<ReportedState> reported(String device) {
        return Optional.empty();
    }

    @Override
    public boolean putReported(String device, long bootEpoch, long sequence, ReportedState reported) {
        return true;
    }

    @Override
    public void putChange(String device, ChangeRecord change) {
        changes.put(change.id(), change);
    }

    @Override
    public List<ChangeRecord> changes(String device, int limit) {
        return List.copyOf(changes.values());
    }

    @Override
    public Optional<ChangeRecord> change(String device, String id) {
        return Optional.ofNullable(changes.get(id));
    }

    @Override
    public Optional<ChangeRecord> settled(String device, long fleetGeneration) {
        return Optional.empty();
    }

    @Override
    public void putClaim(Digest secret, String tenant, Instant expires) {
        claims.put(secret, tenant);
    }

    @Override
    public Optional<String> takeClaim(Digest secret, String device, Instant now) {
        return device.equals(takers.computeIfAbsent(secret, _ -> device))
                ? Optional.ofNullable(claims.get(secret))
                : Optional.empty();
    }

    @Override
    public boolean putEvent(String device, long bootEpoch, long sequence, String event) {
        return events.add(bootEpoch + "/" + sequence);
    }
}
