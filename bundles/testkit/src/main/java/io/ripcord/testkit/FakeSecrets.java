package io.ripcord.testkit;

import io.ripcord.api.trust.Digest;
import io.ripcord.api.trust.SealedSecret;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.api.trust.SecretStore;
import io.ripcord.api.trust.SecretValue;
import io.ripcord.api.trust.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Secrets in memory, in plain; safe for use by many threads. */
public final class FakeSecrets implements Secrets, SecretStore {
    private final Map<SecretReference, String> values = new LinkedHashMap<>();
    private final Map<String, SecretReference> local = new LinkedHashMap<>();
    private List<SealedSecret> fleets = List.of();

    /** The fleet's as they were taken last. */
    public synchronized List<SealedSecret> taken() {
        return fleets;
    }

    @Override
    public synchronized Optional<SecretValue> find(SecretReference reference) {
        return Optional.ofNullable(values.get(reference)).map(SecretValue::of);
    }

    @Override
    public synchronized boolean holds(SecretReference reference) {
        return values.containsKey(reference);
    }

    @Override
    public synchronized List<Entry> list() {
        return local.values().stream()
                .map(reference -> new Entry(reference, false))
                .toList();
    }

    @Override
    public synchronized Optional<SecretReference> local(String name) {
        return Optional.ofNullable(local.get(name));
    }

    @Override
    public synchronized SecretReference set(String name, SecretValue value) {
        var reference = new SecretReference(name, Digest.of("fake " + name + value.text()));
        values.put(reference, value.text());
        local.put(name, reference);
        return reference;
    }

    @Override
    public synchronized boolean remove(String name) {
        values.keySet().removeIf(reference -> reference.name().equals(name));
        return local.remove(name) != null;
    }

    @Override
    public synchronized void take(List<SealedSecret> secrets) {
        fleets = List.copyOf(secrets);
        secrets.forEach(secret -> values.put(secret.reference(), new String(secret.sealed(), StandardCharsets.UTF_8)));
    }
}
