package io.ripcord.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.message.Ack;
import io.ripcord.api.message.Block;
import io.ripcord.api.message.Certificate;
import io.ripcord.api.message.Command;
import io.ripcord.api.message.DesiredNotice;
import io.ripcord.api.message.DownMessage;
import io.ripcord.api.message.Packet;
import io.ripcord.api.message.Renewal;
import io.ripcord.api.trust.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionTest {
    private final Play play = new Play(1);

    @Test
    void does_nothing_while_the_device_is_in_no_fleet() {
        assertEquals(List.of(), play.on(new Input.Aim(Optional.empty())));
        assertEquals(List.of(), play.after(600_000));
        assertEquals(Session.State.IDLE, play.session.state());
    }

    @Test
    void says_hello_first_and_then_its_state() {
        assertEquals(List.of("open 1 broker"), play.aim(Play.BROKER));
        assertEquals(List.of("hello", "state"), play.opened());
        assertEquals(List.of(), play.after(Reports.REFRESH - 1));
        assertEquals(List.of("state"), play.after(1));
    }

    @Test
    void says_hello_and_its_state_again_when_the_console_asks() {
        var play = new Play(1).up();
        var ask = new Command("1", Command.HELLO, JsonObject.EMPTY, Instant.EPOCH);
        assertEquals(List.of("hello", "state"), play.hears(ask));
    }

    @Test
    void a_broker_that_closes_at_once_is_asked_less_and_less_often() {
        play.aim(Play.BROKER);
        int opens = 1;
        for (long end = 600_000; play.now < end; ) {
            play.opened();
            play.lost();
            long before = play.now;
            play.after(Math.max(1, play.session.wakeAt() - play.now));
            assertTrue(play.now - before <= Backoff.LAST + 1);
            opens++;
        }
        assertTrue(opens < 180, opens + " connects in ten minutes");
    }

    @Test
    void a_connection_that_held_or_on_which_something_came_starts_the_wait_anew() {
        for (boolean heard : new boolean[] {true, false}) {
            var good = new Play(2);
            good.aim(Play.BROKER);
            for (int i = 0; i < 12; i++) {
                good.lost();
                good.after(Backoff.LAST);
            }
            good.opened();
            if (heard) {
                good.hears(new Ack(3, 1));
            } else {
                good.after(Session.GOOD);
            }
            good.lost();
            assertTrue(good.session.wakeAt() - good.now <= Backoff.FIRST);
        }
    }

    @Test
    void another_broker_is_turned_to_at_once() {
        play.up();
        assertEquals(List.of("close 1", "open 2 other:"), play.aim(Play.OTHER));
        assertEquals(List.of(), play.aim(Play.OTHER));
        assertEquals(List.of("close 2"), play.on(new Input.Aim(Optional.empty())));
        assertEquals(Session.State.IDLE, play.session.state());
    }

    @Test
    void what_an_old_connection_says_is_not_heard() {
        play.up();
        play.aim(Play.OTHER);
        assertEquals(List.of(), play.on(new Input.Opened(1)));
        play.opened();
        assertEquals(List.of(), play.hears(1, notice().to(Play.TOPICS)));
        assertEquals(List.of(), play.on(new Input.Lost(1, "late")));
        assertEquals(Session.State.UP, play.session.state());
        assertEquals(List.of("accept 4"), play.hears(notice()));
    }

    @Test
    void desired_states_blocks_and_commands_go_where_they_belong() {
        play.up();
        assertFalse(play.working());
        assertEquals(List.of("accept 4"), play.hears(notice()));
        assertTrue(play.working());
        assertEquals(List.of("deliver"), play.hears(new Block.Content(Digest.of("x"), 0, new byte[] {1})));
        assertEquals(List.of("run ping"), play.hears(command(Command.PING, JsonObject.EMPTY)));
        play.lost();
        assertFalse(play.working());
    }

    @Test
    void packets_of_others_and_malformed_ones_are_dropped_and_noted() {
        play.up();
        var foreign = notice().to(new io.ripcord.api.message.Topics("acme", "rc-2"));
        assertEquals(List.of("note"), play.hears(1, foreign));
        assertEquals(List.of("note"), play.hears(1, Packet.of(Play.TOPICS.down("state"), new byte[] {1})));
        assertEquals(List.of("note"), play.hears(1, Packet.of(Play.TOPICS.down("else"), new byte[0])));
        assertFalse(play.working(), "nothing of this came from a console");
    }

    @Test
    void ten_thousand_mutated_packets_do_not_disturb_it() {
        play.up();
        var random = new Random(5);
        var messages = List.<DownMessage>of(
                notice(),
                command("x", JsonObject.EMPTY),
                new Ack(3, 1),
                new Block.Content(Digest.of("x"), 0, new byte[9]));
        for (int i = 0; i < 10_000; i++) {
            var message = messages.get(i % 4);
            var bytes = message.encode();
            for (int n = random.nextInt(4); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            play.hears(1, Packet.of(message.to(Play.TOPICS).topic(), bytes));
        }
        assertEquals(Session.State.UP, play.session.state());
        assertEquals(List.of("accept 4"), play.hears(notice()));
    }

    @Test
    void changes_are_told_at_a_bounded_rate() {
        play.up();
        int told = 0;
        for (int i = 0; i < 1_000; i++) {
            play.contents.localGeneration++;
            told += play.on(new Input.Changed(Play.change("c-1", false))).size();
            told += play.after(10).size();
        }
        assertTrue(told <= 10_000 / Reports.PROGRESS_PAUSE + 10_000 / Reports.STATE_PAUSE + 4, told + " in 10 s");
        play.after(1_000);
        assertEquals(List.of("progress"), play.on(new Input.Changed(Play.change("c-1", true))));
    }

    @Test
    void an_event_is_repeated_until_it_is_acknowledged_and_the_next_follows() {
        play.up();
        play.contents.event(1);
        play.contents.event(2);
        assertEquals(List.of("event"), play.on(new Input.Recorded()));
        assertEquals(List.of(), play.on(new Input.Recorded()));
        assertEquals(List.of("event"), play.after(Reports.EVENT_PATIENCE));
        assertEquals(List.of("event"), play.hears(new Ack(3, 1)));
        play.lost();
        play.after(Backoff.LAST);
        assertEquals(List.of("hello", "state", "event"), play.opened());
        assertEquals(List.of(), play.hears(new Ack(3, 2)));
        assertEquals(List.of(), play.after(Reports.EVENT_PATIENCE));
    }

    @Test
    void asks_for_a_new_certificate_when_connected_and_again_every_few_hours_until_there_is_one() {
        play.contents.renewal = Optional.of(new Renewal("request"));
        play.aim(Play.BROKER);
        assertEquals(List.of("hello", "state", "renewal"), play.opened());
        assertEquals(1, asked(play.after(Reports.RENEWAL_PAUSE)));
        assertEquals(List.of("renew"), play.hears(new Certificate("certificate")));
        play.contents.renewal = Optional.empty();
        assertEquals(0, asked(play.after(2 * Reports.RENEWAL_PAUSE)));
    }

    private static long asked(List<String> said) {
        return said.stream().filter(Renewal.KIND::equals).count();
    }

    @Test
    void a_confirm_window_wants_an_answer_over_a_connection_opened_after_it() {
        play.up();
        assertEquals(List.of("close 1", "open 2 broker"), play.on(new Input.Challenge("c-7")));
        assertEquals(List.of(), play.hears(1, confirm("c-7").to(Play.TOPICS)));
        assertEquals(List.of("hello", "event", "state"), play.opened());
        assertEquals(List.of("event"), play.after(Confirmation.ASK_AGAIN));
        assertEquals(List.of("note"), play.hears(confirm("c-6")));
        assertEquals(Optional.empty(), play.session.answered());
        assertEquals(List.of(), play.hears(confirm("c-7")));
        assertEquals(Optional.of("c-7"), play.session.answered());
        assertEquals(List.of(), play.after(Confirmation.ASK_AGAIN));
        assertEquals(List.of("note"), play.hears(confirm("c-7")));
    }

    @Test
    void the_console_counts_as_there_for_a_minute_after_it_spoke_and_is_asked_before_a_risky_change() {
        play.up();
        play.hears(new Ack(3, 1));
        assertTrue(play.working());
        play.after(61_000);
        assertFalse(play.working(), "the connection alone proves no console");
        assertEquals(List.of("event"), play.on(new Input.Probe("c-7")));
        assertFalse(play.working());
        assertEquals(List.of(), play.hears(confirm("before c-7")));
        assertTrue(play.working());
        play.on(new Input.Challenge("c-7"));
        play.opened();
        play.hears(confirm("before c-7"));
        assertEquals(Optional.empty(), play.session.answered(), "a late answer is none to the window");
    }

    @Test
    void a_broker_that_is_reached_again_shows_that_a_silent_console_is_away_for_everybody() {
        play.up();
        play.on(new Input.Probe("c-7"));
        play.on(new Input.Challenge("c-7"));
        assertEquals(Optional.empty(), play.session.reached(), "the old connection proves nothing");
        play.lost();
        assertEquals(Optional.empty(), play.session.reached());
        play.after(Session.HURRY);
        play.opened();
        assertEquals(Optional.of("c-7"), play.session.reached());
    }

    @Test
    void another_broker_proves_nothing_of_the_console() {
        play.up();
        play.on(new Input.Probe("c-7"));
        play.aim(Play.OTHER);
        play.on(new Input.Challenge("c-7"));
        play.opened();
        assertEquals(Optional.empty(), play.session.reached());
    }

    @Test
    void a_wrong_broker_is_never_confirmed_and_after_the_undo_the_right_one_is_back() {
        play.up();
        play.hears(new Ack(3, 1));
        play.aim(Play.OTHER);
        play.on(new Input.Challenge("c-7"));
        for (int i = 0; i < 20; i++) {
            play.lost();
            assertTrue(play.session.wakeAt() - play.now <= Session.HURRY, "a confirm window is short");
            play.after(Session.HURRY);
        }
        assertEquals(Optional.empty(), play.session.answered());
        assertFalse(play.working());
        play.aim(Play.BROKER);
        play.on(new Input.Changed(Play.change("c-7", true)));
        var told = play.opened();
        assertEquals("hello", told.getFirst());
        assertFalse(told.contains("event"), "the window is closed: nothing to confirm");
    }

    @Test
    void a_stop_says_bye_and_opens_nothing_any_more() {
        play.up();
        assertEquals(List.of("bye", "close 1"), play.on(new Input.Stop("stopped")));
        assertEquals(List.of(), play.after(600_000));
        assertEquals(List.of(), play.aim(Play.OTHER));
    }

    @Test
    void every_input_is_taken_in_every_state() {
        var random = new Random(11);
        for (int run = 0; run < 200; run++) {
            var wild = new Play(run);
            for (int i = 0; i < 200; i++) {
                wild.on(anything(wild, random));
                wild.now += random.nextInt(3_000);
                boolean up = wild.session.state() == Session.State.UP;
                assertTrue(up || !wild.working());
                assertTrue(wild.session.wakeAt() >= 0);
            }
        }
    }

    private static Input anything(Play play, Random random) {
        long connection = Math.max(1, play.session.connection() - random.nextInt(2));
        return switch (random.nextInt(11)) {
            case 0 -> new Input.Aim(Optional.of(Play.BROKER));
            case 1 -> new Input.Aim(Optional.of(Play.OTHER));
            case 2 -> new Input.Aim(Optional.empty());
            case 3, 4 -> new Input.Opened(connection);
            case 5 -> new Input.Lost(connection, "cut");
            case 6 -> new Input.Received(connection, notice().to(Play.TOPICS));
            case 7 -> new Input.Changed(Play.change("c-1", random.nextBoolean()));
            case 8 -> random.nextBoolean() ? new Input.Challenge("c-1") : new Input.Probe("c-1");
            case 9 -> new Input.Received(connection, confirm("c-1").to(Play.TOPICS));
            default -> new Input.Tick();
        };
    }

    private static DesiredNotice notice() {
        return DesiredNotice.of(4, new byte[] {1, 2, 3});
    }

    private static Command confirm(String change) {
        return command(Command.CONFIRM, JsonObject.EMPTY.with("change", change));
    }

    private static Command command(String name, JsonObject arguments) {
        return new Command("1", name, arguments, Instant.parse("2026-11-22T07:01:00Z"));
    }
}
