package io.ripcord.webconsole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ripcord.api.change.Outcome;
import io.ripcord.api.json.JsonText;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatePageTest {
    private final Bench bench = new Bench();

    @Test
    void applies_what_the_form_holds_and_shows_the_change() throws Exception {
        var exchange = post("operator", "apply", 0, "{\"system\": {\"name\": \"attic\"}}");
        assertEquals("/system/console/state?change=c-000001", exchange.answered.get("Location"));
        assertEquals("operator", bench.states.changes().getFirst().author());
        assertEquals(
                JsonText.parseObject("{\"system\": {\"name\": \"attic\"}}"),
                bench.states.snapshot().local());
    }

    @Test
    void removes_what_the_author_removed() throws Exception {
        post("operator", "apply", 0, "{\"system\": {\"name\": \"attic\"}, \"chutes\": {\"a\": {\"version\": \"1\"}}}");
        post("operator", "apply", 1, "{\"system\": {\"name\": \"attic\"}, \"chutes\": {}}");
        assertEquals(
                JsonText.parseObject("{\"system\": {\"name\": \"attic\"}, \"chutes\": {}}"),
                bench.states.snapshot().local());
    }

    @Test
    void keeps_what_was_typed_and_says_why_it_was_not_taken() throws Exception {
        var broken = post("operator", "apply", 0, "{\"system\": ");
        assertTrue(broken.text().contains("id='wrong'"), broken.text());
        assertTrue(broken.text().contains("&#34;system&#34;: </textarea>"), broken.text());
        bench.states.editLocal(new io.ripcord.api.state.LocalEdit(0, JsonText.parseObject("{}"), "somebody"));
        var stale = post("operator", "apply", 0, "{\"system\": {}}");
        assertTrue(stale.text().contains("at generation 1"), stale.text());
    }

    @Test
    void shows_what_would_be_done_without_doing_it() throws Exception {
        var exchange = post("operator", "preview", 0, "{\"system\": {\"name\": \"attic\"}}");
        assertTrue(exchange.text().contains("<p>change system</p>"), exchange.text());
        assertEquals(0, bench.states.snapshot().localGeneration());
    }

    @Test
    void never_runs_what_a_document_contains() throws Exception {
        post("operator", "apply", 0, "{\"system\": {\"name\": \"</textarea><script>${x}\\\\\"}}");
        var text = get("admin", "").text();
        assertFalse(text.contains("<script>$"), text);
        assertFalse(text.contains("${x}"), text);
        assertTrue(text.contains("&lt;/textarea&gt;&lt;script&gt;&#36;{x}&#92;"), text);
    }

    @Test
    void compares_with_an_earlier_state_and_goes_back_to_it() throws Exception {
        post("operator", "apply", 0, "{\"system\": {\"name\": \"attic\"}}");
        bench.states.settle(Outcome.APPLIED);
        post("operator", "apply", 1, "{\"system\": {\"name\": \"cellar\"}}");
        bench.states.settle(Outcome.APPLIED);
        var compared = page(new FakeExchange("GET", StatePage.PATH).parameter("diff", "c-000001"), "viewer");
        assertTrue(compared.text().contains("~ system/name: &#34;attic&#34; -&gt; &#34;cellar&#34;"), compared.text());
        var back = page(
                new FakeExchange("POST", StatePage.PATH)
                        .parameter("action", "rollback")
                        .parameter("change", "c-000001"),
                "operator");
        assertEquals("/system/console/state?change=c-000003", back.answered.get("Location"));
        assertEquals(
                JsonText.parseObject("{\"system\": {\"name\": \"attic\"}}"),
                bench.states.snapshot().local());
    }

    @Test
    void has_no_buttons_for_who_may_only_look() throws Exception {
        post("operator", "apply", 0, "{}");
        bench.states.settle(Outcome.APPLIED);
        assertFalse(get("viewer", "").text().contains("<button"));
        assertTrue(get("operator", "").text().contains("<button"));
    }

    @Test
    void tells_the_script_whether_the_change_runs() throws Exception {
        post("operator", "apply", 0, "{}");
        assertTrue(get("viewer", "progress").text().startsWith("<div data-running='true' data-confirm='false'>"));
        bench.states.settle(Outcome.FAILED);
        var done = get("viewer", "progress").text();
        assertTrue(done.startsWith("<div data-running='false'"), done);
        assertTrue(done.contains("c-000001 failed"), done);
    }

    @Test
    void answers_a_confirm_window_over_a_new_connection_only() throws Exception {
        var old = page(confirm().header("connection-id", "old"), "operator");
        assertEquals(409, old.status);
        assertEquals("close", old.answered.get("Connection"));
        var fresh = page(confirm().header("connection-id", "new"), "operator");
        assertEquals(204, fresh.status);
        assertEquals(List.of("c-000001"), bench.confirmed);
    }

    @Test
    void has_a_button_that_lets_a_change_stay_while_its_window_is_open() throws Exception {
        post("operator", "apply", 0, "{}");
        assertFalse(get("operator", "progress").text().contains("value='stay'"));
        bench.states.confirming();
        assertFalse(get("viewer", "progress").text().contains("value='stay'"));
        assertTrue(get("operator", "progress").text().contains("value='stay'"));
        var old = page(confirm("stay").header("connection-id", "old"), "operator");
        assertTrue(old.text().contains("press the button again"), old.text());
        assertEquals("close", old.answered.get("Connection"));
        page(confirm("stay").header("connection-id", "new"), "operator");
        assertEquals(List.of("c-000001"), bench.confirmed);
    }

    private static FakeExchange confirm() {
        return confirm("confirm");
    }

    private static FakeExchange confirm(String action) {
        return new FakeExchange("POST", StatePage.PATH)
                .parameter("action", action)
                .parameter("change", "c-000001");
    }

    private FakeExchange post(String user, String action, long basedOn, String local) throws Exception {
        return page(
                new FakeExchange("POST", StatePage.PATH)
                        .parameter("action", action)
                        .parameter("basedOn", Long.toString(basedOn))
                        .parameter("local", local),
                user);
    }

    private FakeExchange get(String user, String part) throws Exception {
        return page(new FakeExchange("GET", StatePage.PATH).parameter("part", part), user);
    }

    private FakeExchange page(FakeExchange exchange, String user) throws Exception {
        return bench.page(exchange.session(bench.login(user)));
    }
}
