package io.ripcord.trust.secrets;

import io.ripcord.api.host.Facts;
import io.ripcord.api.host.Host;
import io.ripcord.api.json.BadDocument;
import io.ripcord.api.trust.DeviceIdentity;
import io.ripcord.api.trust.SealedSecret;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.api.trust.SecretStore;
import io.ripcord.api.trust.SecretValue;
import io.ripcord.api.trust.Secrets;
import io.ripcord.api.trust.UntrustedException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The secrets under {@code STATE/secrets}, in memory too only as they are on disk: encrypted. */
@Component(
        service = {Secrets.class, SecretStore.class},
        immediate = true)
public final class DiskSecretStore implements Secrets, SecretStore {
    /** Of each name: the newest value and those that a change may have to go back to. */
    static final int VALUES = 4;

    static final int NAMES = 128;

    private static final Logger LOG = LoggerFactory.getLogger(DiskSecretStore.class);

    private final DeviceIdentity identity;
    private final RestSeal rest;
    private final SecretFile file;
    private List<KeptSecret> kept;

    @Activate
    public DiskSecretStore(@Reference Facts facts, @Reference Host host, @Reference DeviceIdentity identity)
            throws IOException {
        this(facts.state().resolve("secrets"), host, identity);
    }

    DiskSecretStore(Path folder, Host host, DeviceIdentity identity) throws IOException {
        this.identity = identity;
        this.rest = new RestSeal(identity::seal);
        this.file = new SecretFile(host, folder.resolve("secrets.json"));
        this.kept = file.read();
    }

    @Override
    public Optional<SecretValue> find(SecretReference reference) {
        return here(reference).flatMap(this::opened);
    }

    @Override
    public boolean holds(SecretReference reference) {
        return here(reference).isPresent();
    }

    @Override
    public synchronized List<Entry> list() {
        Map<String, Entry> newest = new LinkedHashMap<>();
        kept.forEach(secret -> newest.put(
                secret.fleets() + secret.reference().name(), new Entry(secret.reference(), secret.fleets())));
        return newest.values().stream()
                .sorted(Comparator.comparing(Entry::fleets)
                        .thenComparing(entry -> entry.reference().name()))
                .toList();
    }

    @Override
    public synchronized Optional<SecretReference> local(String name) {
        return kept.stream()
                .filter(secret -> secret.isOf(false, name))
                .map(KeptSecret::reference)
                .reduce((_, newer) -> newer);
    }

    @Override
    public synchronized SecretReference set(String name, SecretValue value) throws IOException {
        var reference = SecretBinding.reference(name, value, identity::seal);
        boolean fits = local(name).isPresent()
                || list().stream().filter(entry -> !entry.fleets()).count() < NAMES;
        if (!fits) {
            throw new BadDocument("", "there are " + NAMES + " secrets already", "remove one that is not used");
        }
        var bytes = value.bytes();
        var changed = new ArrayList<>(kept);
        add(changed, false, reference, bytes);
        Arrays.fill(bytes, (byte) 0);
        keep(changed);
        return reference;
    }

    @Override
    public synchronized boolean remove(String name) throws IOException {
        var changed = new ArrayList<>(kept);
        boolean any = changed.removeIf(secret -> secret.isOf(false, name));
        keep(changed);
        return any;
    }

    @Override
    public synchronized void take(List<SealedSecret> fleets) throws UntrustedException, IOException {
        var names = fleets.stream().map(secret -> secret.reference().name()).collect(Collectors.toSet());
        var changed = new ArrayList<>(kept);
        changed.removeIf(
                secret -> secret.fleets() && !names.contains(secret.reference().name()));
        for (var secret : fleets) {
            takeOne(changed, secret);
        }
        keep(changed);
    }

    private void takeOne(List<KeptSecret> changed, SealedSecret secret) throws UntrustedException {
        var name = secret.reference().name();
        var newest = changed.stream()
                .filter(one -> one.isOf(true, name))
                .map(KeptSecret::reference)
                .reduce((_, newer) -> newer);
        if (!newest.equals(Optional.of(secret.reference()))) {
            var bytes = identity.open(secret);
            add(changed, true, secret.reference(), bytes);
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** As the newest of its name. */
    private void add(List<KeptSecret> changed, boolean fleets, SecretReference reference, byte[] plain) {
        changed.removeIf(
                secret -> secret.fleets() == fleets && secret.reference().equals(reference));
        var unsealed = new KeptSecret(fleets, reference, new byte[0]);
        changed.add(new KeptSecret(fleets, reference, rest.seal(plain, unsealed.aad())));
        var same = changed.stream()
                .filter(secret -> secret.isOf(fleets, reference.name()))
                .toList();
        changed.removeAll(same.subList(0, Math.max(0, same.size() - VALUES)));
    }

    private void keep(List<KeptSecret> changed) throws IOException {
        if (!changed.equals(kept)) {
            file.write(changed);
            kept = List.copyOf(changed);
        }
    }

    private synchronized Optional<KeptSecret> here(SecretReference reference) {
        return kept.stream()
                .filter(secret -> secret.reference().equals(reference))
                .findFirst();
    }

    private Optional<SecretValue> opened(KeptSecret secret) {
        try {
            var bytes = rest.open(secret.sealed(), secret.aad());
            try {
                return Optional.of(SecretValue.of(bytes));
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        } catch (GeneralSecurityException | BadDocument _) {
            LOG.error(
                    "The secret {} is damaged; set it again", secret.reference().name());
            return Optional.empty();
        }
    }
}
