package io.ripcord.trust.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.json.BadDocument;
import io.ripcord.api.trust.SecretReference;
import io.ripcord.api.trust.SecretValue;
import io.ripcord.api.trust.UntrustedException;
import io.ripcord.testkit.FakeClock;
import io.ripcord.testkit.FakeHost;
import io.ripcord.testkit.FakeIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSecretStoreTest {
    private static final String VALUE = "a value nobody sees";

    @TempDir
    Path folder;

    private FakeHost host;
    private DiskSecretStore store;

    @BeforeEach
    void open() throws IOException {
        host = new FakeHost();
        store = new DiskSecretStore(folder, host, new FakeIdentity(new FakeClock()));
    }

    @Test
    void keeps_a_value_over_a_restart_and_no_trace_of_it_in_plain() throws Exception {
        var reference = set("token", VALUE);
        open();
        assertEquals(Optional.of(VALUE), find(reference));
        assertFalse(Files.readString(file(), StandardCharsets.ISO_8859_1).contains(VALUE));
        assertFalse(store.list().toString().contains(VALUE));
    }

    @Test
    void gives_the_same_digest_to_the_same_value_and_another_to_any_other() throws Exception {
        var reference = set("token", VALUE);
        assertEquals(reference, set("token", VALUE));
        assertNotEquals(reference, set("token", VALUE + "2"));
        assertNotEquals(reference.digest(), set("other", VALUE).digest());
        assertEquals(
                1,
                store.list().stream()
                        .filter(entry -> entry.reference().name().equals("token"))
                        .count());
    }

    @Test
    void keeps_the_last_values_so_that_a_change_can_be_undone() throws Exception {
        List<SecretReference> references = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            references.add(set("token", "value " + i));
        }
        assertFalse(store.holds(references.getFirst()));
        assertEquals(Optional.of("value 1"), find(references.get(1)));
        assertEquals(Optional.of(references.getLast()), store.local("token"));
    }

    @Test
    void forgets_all_values_of_a_name_that_is_removed() throws Exception {
        var first = set("token", "one");
        var second = set("token", "two");
        var other = set("other", "three");
        assertTrue(store.remove("token"));
        open();
        assertEquals(Optional.empty(), find(first));
        assertEquals(Optional.empty(), find(second));
        assertEquals(Optional.of("three"), find(other));
        assertFalse(store.remove("token"));
    }

    @Test
    void takes_the_fleets_secrets_beside_its_own_and_forgets_what_the_fleet_no_longer_has() throws Exception {
        var own = set("token", "mine");
        var first = FakeIdentity.sealed("token", "theirs");
        var second = FakeIdentity.sealed("wifi", "radio");
        store.take(List.of(first, second));
        assertEquals(Optional.of("theirs"), find(first.reference()));
        assertEquals(Optional.of("mine"), find(own));
        assertEquals(Optional.of(own), store.local("token"));
        store.take(List.of(second));
        assertEquals(Optional.empty(), find(first.reference()));
        assertEquals(Optional.of("mine"), find(own));
        assertFalse(store.remove("wifi"));
    }

    @Test
    void writes_nothing_when_the_fleets_secrets_are_here_already() throws Exception {
        var secrets = List.of(FakeIdentity.sealed("token", "theirs"));
        store.take(secrets);
        int writes = host.writes();
        store.take(secrets);
        assertEquals(writes, host.writes());
    }

    @Test
    void takes_all_of_the_fleets_secrets_or_none() throws Exception {
        var good = FakeIdentity.sealed("token", "theirs");
        var foreign = new io.ripcord.api.trust.SealedSecret(good.reference(), new byte[] {1, 2, 3});
        var other = FakeIdentity.sealed("wifi", "radio");
        assertThrows(UntrustedException.class, () -> store.take(List.of(other, foreign)));
        assertEquals(List.of(), store.list());
    }

    @Test
    void has_the_old_secrets_or_the_new_ones_after_a_power_cut() throws Exception {
        var before = set("token", "old");
        host = new FakeHost().cutAt(0, () -> {});
        store = new DiskSecretStore(folder, host, new FakeIdentity(new FakeClock()));
        assertThrows(IOException.class, () -> set("token", "new"));
        assertEquals(Optional.of(before), store.local("token"));
        open();
        assertEquals(Optional.of(before), store.local("token"));
        assertEquals(Optional.of("old"), find(before));
    }

    @Test
    void says_of_a_changed_byte_that_the_value_is_not_there() throws Exception {
        var reference = set("token", VALUE);
        var good = Files.readAllBytes(file());
        int start = new String(good, StandardCharsets.UTF_8).indexOf("\"sealed\":\"") + 10;
        for (int i = start; i < start + 8; i++) {
            var changed = good.clone();
            changed[i] = (byte) (changed[i] == 'A' ? 'B' : 'A');
            Files.write(file(), changed);
            open();
            assertEquals(Optional.empty(), find(reference));
        }
    }

    @Test
    void does_not_pass_one_secret_off_as_another() throws Exception {
        var first = set("token", "one");
        var second = set("other", "two");
        var text = Files.readString(file());
        Files.writeString(
                file(),
                text.replace(first.digest().hex(), "x")
                        .replace(second.digest().hex(), first.digest().hex())
                        .replace("\"x\"", "\"" + second.digest().hex() + "\"")
                        .replace("\"token\"", "\"x\"")
                        .replace("\"other\"", "\"token\"")
                        .replace("\"x\"", "\"other\""));
        open();
        assertEquals(Optional.empty(), find(first));
        assertEquals(Optional.empty(), find(second));
    }

    @Test
    void starts_without_secrets_when_the_file_is_damaged() throws Exception {
        set("token", VALUE);
        Files.write(file(), new byte[] {'{', '"'});
        open();
        assertEquals(List.of(), store.list());
        set("token", VALUE);
    }

    @Test
    void refuses_a_name_that_is_none_without_repeating_it() {
        var refused = assertThrows(BadDocument.class, () -> set("Correct Horse", VALUE));
        assertFalse(refused.getMessage().contains("Correct"), refused.getMessage());
    }

    private SecretReference set(String name, String value) throws IOException {
        try (var secret = SecretValue.of(value)) {
            return store.set(name, secret);
        }
    }

    private Optional<String> find(SecretReference reference) {
        return store.find(reference).map(SecretValue::text);
    }

    private Path file() {
        return folder.resolve("secrets.json");
    }
}
