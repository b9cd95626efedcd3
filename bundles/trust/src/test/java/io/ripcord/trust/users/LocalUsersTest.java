package io.ripcord.trust.users;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.trust.Role;
import io.ripcord.api.trust.UntrustedException;
import io.ripcord.api.trust.Users.User;
import io.ripcord.testkit.FakeClock;
import io.ripcord.testkit.FakeHost;
import io.ripcord.testkit.FaultyDisk;
import io.ripcord.testkit.FaultyDisk.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalUsersTest {
    private static final char[] PASSWORD = "correct horse".toCharArray();

    @TempDir
    Path state;

    private final FakeClock clock = new FakeClock();
    private LocalUsers users;

    @BeforeEach
    void start() throws IOException {
        users = new LocalUsers(state, new FakeHost(), clock, clock::nanoTime);
    }

    private String adminCode() throws IOException {
        return Files.readString(state.resolve("run/admin.code")).strip();
    }

    private User claim() throws IOException, UntrustedException {
        return users.claim(adminCode(), "anna", PASSWORD);
    }

    @Test
    void nobody_is_there_at_first() {
        assertTrue(users.list().isEmpty());
        assertTrue(users.authenticate("admin", "admin".toCharArray()).isEmpty());
    }

    @Test
    void the_admin_code_makes_one_administrator_once() throws IOException, UntrustedException {
        var code = adminCode();
        assertTrue(code.matches("([2-9A-Z]{4}-){3}[2-9A-Z]{4}"), code);
        assertEquals(
                new User("anna", Role.ADMIN),
                users.claim(code.toLowerCase(java.util.Locale.ROOT).replace("-", ""), "anna", PASSWORD));
        assertFalse(Files.exists(state.resolve("run/admin.code")));
        assertThrows(UntrustedException.class, () -> users.claim(code, "berta", PASSWORD));
        start();
        assertFalse(Files.exists(state.resolve("run/admin.code")));
        assertEquals(List.of(new User("anna", Role.ADMIN)), users.list());
    }

    @Test
    void ten_wrong_codes_end_it_until_a_restart() throws IOException, UntrustedException {
        var code = adminCode();
        for (int i = 0; i < 10; i++) {
            assertThrows(UntrustedException.class, () -> users.claim("2222-2222-2222-2222", "anna", PASSWORD));
        }
        assertThrows(UntrustedException.class, () -> users.claim(code, "anna", PASSWORD));
        assertFalse(Files.exists(state.resolve("run/admin.code")));
        start();
        assertThrows(UntrustedException.class, () -> users.claim(code, "anna", PASSWORD));
        claim();
    }

    @Test
    void a_bad_password_does_not_use_the_code_up() throws IOException, UntrustedException {
        assertThrows(IllegalArgumentException.class, () -> users.claim(adminCode(), "anna", "short".toCharArray()));
        claim();
    }

    @Test
    void only_the_right_password_of_an_existing_user_counts() throws IOException, UntrustedException {
        var anna = claim();
        assertEquals(Optional.of(anna), users.authenticate("anna", PASSWORD));
        assertTrue(users.authenticate("anna", "wrong horse".toCharArray()).isEmpty());
        assertTrue(users.authenticate("berta", PASSWORD).isEmpty());
        start();
        assertEquals(Optional.of(anna), users.authenticate("anna", PASSWORD));
        assertFalse(Files.readString(state.resolve("users/users.json")).contains("correct"));
    }

    @Test
    void who_guesses_has_to_wait() throws IOException, UntrustedException {
        var anna = claim();
        for (int i = 0; i < 5; i++) {
            assertTrue(users.authenticate("anna", "wrong horse".toCharArray()).isEmpty());
        }
        assertTrue(users.authenticate("anna", PASSWORD).isEmpty());
        clock.advance(Duration.ofSeconds(1));
        assertEquals(Optional.of(anna), users.authenticate("anna", PASSWORD));
    }

    @Test
    void names_and_passwords_have_rules() {
        for (var name : new String[] {"", "Anna", "root", "fleet", "a b", "a".repeat(33)}) {
            assertThrows(IllegalArgumentException.class, () -> users.add(name, PASSWORD, Role.VIEWER), name);
        }
        for (var password : new String[] {"", "123456789", "my-anna-password", "x".repeat(257)}) {
            assertThrows(IllegalArgumentException.class, () -> users.add("anna", password.toCharArray(), Role.VIEWER));
        }
    }

    @Test
    void the_last_administrator_stays() throws IOException, UntrustedException {
        claim();
        assertThrows(IllegalArgumentException.class, () -> users.remove("anna"));
        users.add("berta", PASSWORD, Role.ADMIN);
        users.remove("anna");
        assertEquals(List.of(new User("berta", Role.ADMIN)), users.list());
        assertTrue(users.authenticate("anna", PASSWORD).isEmpty());
    }

    @Test
    void a_token_stands_for_its_user_for_30_days() throws IOException, UntrustedException {
        var anna = claim();
        var token = users.issueToken(anna);
        assertEquals(Optional.of(anna), users.byToken(token));
        start();
        assertEquals(Optional.of(anna), users.byToken(token));
        assertFalse(Files.readString(state.resolve("users/tokens.json")).contains(token));
        assertTrue(users.byToken(token + "x").isEmpty());
        clock.advance(Duration.ofDays(30));
        assertTrue(users.byToken(token).isEmpty());
    }

    @Test
    void a_clock_that_is_years_ahead_for_a_while_ends_no_session_for_ever() throws IOException, UntrustedException {
        var anna = claim();
        var token = users.issueToken(anna);
        clock.advance(Duration.ofDays(5 * 365));
        assertTrue(users.byToken(token).isEmpty(), "it is judged by the clock that there is");
        users.issueToken(anna);
        clock.advance(Duration.ofDays(-5 * 365));
        assertEquals(Optional.of(anna), users.byToken(token));
    }

    @Test
    void a_removed_user_has_no_token() throws IOException, UntrustedException {
        claim();
        var berta = users.add("berta", PASSWORD, Role.OPERATOR);
        var token = users.issueToken(berta);
        users.remove("berta");
        assertTrue(users.byToken(token).isEmpty());
        users.add("berta", PASSWORD, Role.OPERATOR);
        assertTrue(users.byToken(token).isEmpty());
        assertThrows(IllegalArgumentException.class, () -> users.issueToken(new User("carla", Role.ADMIN)));
    }

    @Test
    void sessions_are_bounded() throws IOException, UntrustedException {
        var anna = claim();
        var first = users.issueToken(anna);
        for (int i = 0; i < 256; i++) {
            users.issueToken(anna);
        }
        assertTrue(users.byToken(first).isEmpty());
        start();
    }

    @Test
    void the_local_token_is_root_until_the_next_start() throws IOException {
        var token = Files.readString(state.resolve("run/local.token")).strip();
        assertEquals(Optional.of(new User("root", Role.ADMIN)), users.byToken(token));
        start();
        assertTrue(users.byToken(token).isEmpty());
        assertTrue(users.authenticate("root", token.toCharArray()).isEmpty());
    }

    @Test
    void whatever_happens_to_the_disk_a_user_is_there_as_told(@TempDir Path places) throws Exception {
        for (var fault : Fault.values()) {
            boolean seenOld = false;
            for (int call = 0; call < 100; call++) {
                state = places.resolve(fault + "" + call);
                start();
                claim();
                var disk = new FaultyDisk();
                users = new LocalUsers(state, new FakeHost().on(disk), clock, clock::nanoTime);
                disk.failing(fault, disk.made().size() + call);
                boolean told = true;
                try {
                    users.add("berta", PASSWORD, Role.VIEWER);
                } catch (UncheckedIOException e) {
                    told = false;
                }
                boolean killed = fault == Fault.KILL || fault == Fault.KILL_AFTER;
                if (!disk.hasStruck()) {
                    assertTrue(call > 6 && seenOld, "calls: " + call);
                    break;
                }
                assertTrue(killed || told == users.list().size() > 1);
                start();
                assertTrue(users.list().contains(new User("anna", Role.ADMIN)));
                assertTrue(!told || users.list().size() == 2, fault + " at call " + call);
                assertTrue(told || killed || users.list().size() == 1 || call >= 11, fault + " at call " + call);
                seenOld |= users.list().size() == 1;
                try (var files = Files.list(state.resolve("users"))) {
                    assertTrue(files.count() <= 3);
                }
            }
        }
    }

    @Test
    void users_torn_or_flipped_anywhere_are_read_from_their_twin_and_told_of() throws Exception {
        claim();
        for (var name : List.of("users.json", ".users.json.twin")) {
            var file = state.resolve("users").resolve(name);
            var whole = Files.readAllBytes(file);
            for (int i = 0; i < whole.length; i++) {
                Files.write(file, java.util.Arrays.copyOf(whole, i));
                assertFound(file, whole, name + " cut at " + i);
                var flipped = whole.clone();
                flipped[i] ^= (byte) (1 << i % 8);
                Files.write(file, flipped);
                assertFound(file, whole, name + " flipped at " + i);
            }
        }
    }

    private void assertFound(Path file, byte[] whole, String where) throws IOException {
        var told = new FakeHost();
        var found = UserFile.open(told, state.resolve("users/users.json"));
        assertEquals(java.util.Set.of("anna"), found.all().keySet(), where);
        assertEquals(List.of(file.getFileName().toString()), told.damaged(), where);
        assertArrayEquals(whole, Files.readAllBytes(file), where + " and mended");
    }

    @Test
    void a_full_disk_lets_users_in_and_only_keeps_root_out() throws Exception {
        claim();
        users = new LocalUsers(
                state, new FakeHost().on(new FaultyDisk().failing(Fault.ENOSPC, 0)), clock, clock::nanoTime);
        assertTrue(users.authenticate("anna", PASSWORD, "here").isPresent());
        assertThrows(UncheckedIOException.class, () -> users.issueToken(new User("anna", Role.ADMIN)));
    }

    @Test
    void who_is_removed_and_added_again_does_not_inherit_tokens_though_the_disk_failed() throws Exception {
        claim();
        users.add("berta", PASSWORD, Role.VIEWER);
        var token = users.issueToken(new User("berta", Role.VIEWER));
        var host = new FakeHost();
        users = new LocalUsers(state, host, clock, clock::nanoTime);
        var disk = new FaultyDisk().failing(Fault.ENOSPC, 0);
        host.on(disk);
        assertThrows(UncheckedIOException.class, () -> users.remove("berta"));
        assertTrue(users.byToken(token).isEmpty(), "what is taken away counts at once");
        disk.heal();
        users.remove("berta");
        users.add("berta", PASSWORD, Role.VIEWER);
        assertTrue(users.byToken(token).isEmpty());
        start();
        assertTrue(users.byToken(token).isEmpty());
    }

    @Test
    void damaged_users_are_no_empty_users() throws IOException {
        Files.createDirectories(state.resolve("users"));
        Files.writeString(state.resolve("users/users.json"), "{\"users\":{\"anna\":{}}}");
        var message = assertThrows(IOException.class, this::start).getMessage();
        assertTrue(message.contains("users.json: users/anna/role"), message);
    }

    @Test
    void a_revoked_token_stands_for_nobody_also_after_a_restart() throws IOException, UntrustedException {
        var anna = claim();
        var token = users.issueToken(anna);
        var other = users.issueToken(anna);
        users.revokeToken(token);
        assertTrue(users.byToken(token).isEmpty());
        start();
        assertTrue(users.byToken(token).isEmpty());
        assertEquals(Optional.of(anna), users.byToken(other));
    }

    @Test
    void a_user_added_anew_has_another_stamp() throws IOException, UntrustedException {
        claim();
        users.add("berta", PASSWORD, Role.OPERATOR);
        var stamp = users.stamp("berta");
        assertEquals(stamp, users.stamp("berta"));
        users.remove("berta");
        assertEquals(Optional.empty(), users.stamp("berta"));
        users.add("berta", PASSWORD, Role.OPERATOR);
        assertFalse(stamp.equals(users.stamp("berta")));
    }

    @Test
    void the_owner_comes_in_while_others_guess() throws IOException, UntrustedException {
        var anna = claim();
        assertEquals(Optional.of(anna), users.authenticate("anna", PASSWORD, "192.168.77.2"));
        for (int i = 0; i < 6; i++) {
            users.authenticate("anna", "wrong horse".toCharArray(), "192.168.77." + (100 + i));
        }
        assertTrue(users.authenticate("anna", PASSWORD, "192.168.77.200").isEmpty());
        assertEquals(Optional.of(anna), users.authenticate("anna", PASSWORD, "192.168.77.2"));
    }
}
