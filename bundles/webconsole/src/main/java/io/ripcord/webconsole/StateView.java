package io.ripcord.webconsole;

import io.ripcord.api.json.Difference;
import io.ripcord.api.json.Fields;
import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonText;
import io.ripcord.api.state.HistoryEntry;
import io.ripcord.api.state.Snapshot;
import io.ripcord.api.state.States;
import java.util.Collection;
import java.util.Optional;

/** Draws the page State. */
record StateView(States states, Draft draft, boolean mayEdit) {

    /**
     * @param change whose progress is shown, else the newest
     * @param diff the change whose wanted state is compared with the present one
     */
    Html page(Optional<String> change, Optional<String> diff) {
        var snapshot = states.snapshot();
        var html = new Html();
        progress(html, change);
        lines(html, "wrong", "ui-state-error", draft.wrong());
        lines(html, "preview", "ui-state-highlight", draft.preview());
        diff.ifPresent(id -> difference(html, id, snapshot));
        form(html, snapshot);
        document(html, "Desired, both layers", snapshot.effective().json());
        document(
                html,
                "Desired by the fleet, generation " + snapshot.fleetGeneration(),
                snapshot.fleet().json());
        document(html, "Reported", states.reported().json());
        history(html);
        return html;
    }

    private void progress(Html html, Optional<String> id) {
        var change = ProgressView.find(states, id);
        html.element("h2", "Change")
                .raw("<div id='progress' data-page='" + StatePage.PATH + "' data-change='")
                .text(change.map(found -> found.id()).orElse(""))
                .raw("'>")
                .raw(ProgressView.of(change, mayEdit).toString())
                .raw("</div><script src='" + StatePage.PATH + "/res/progress.js'></script>\n");
    }

    private static void lines(Html html, String id, String style, Collection<String> lines) {
        if (!lines.isEmpty()) {
            html.raw("<div id='" + id + "' class='" + style + "'>");
            lines.forEach(line -> html.element("p", line));
            html.raw("</div>\n");
        }
    }

    private void form(Html html, Snapshot snapshot) {
        html.element("h2", "Desired at this device, generation " + snapshot.localGeneration());
        if (!snapshot.shadowed().isEmpty()) {
            html.element("p", "The fleet does not let these count at present: " + snapshot.shadowed());
        }
        html.raw("<form method='post' action='" + StatePage.PATH + "'><input type='hidden' name='basedOn' value='")
                .text(draft.basedOn())
                .raw("'><textarea name='local' rows='16' style='width:100%;font-family:monospace' spellcheck='false'")
                .raw(mayEdit ? ">" : " readonly>")
                .text(draft.text())
                .raw("</textarea>");
        if (mayEdit) {
            html.raw("<p><button name='action' value='preview'>Show what would be done</button> ")
                    .raw("<button name='action' value='apply'>Apply</button> ")
                    .raw("An entry that the fleet gave is hidden by false in its place.</p>");
        }
        html.raw("</form>\n");
    }

    private static void document(Html html, String title, Json document) {
        html.raw("<details>")
                .element("summary", title)
                .element("pre", JsonText.pretty(document))
                .raw("</details>\n");
    }

    private void difference(Html html, String id, Snapshot snapshot) {
        html.element("h2", "From " + id + " to now").raw("<pre id='diff'>");
        var then = states.history().stream()
                .filter(entry -> entry.change().equals(id))
                .findFirst();
        var differences = then.map(entry -> Difference.between(
                entry.effective().sections(), snapshot.effective().sections()));
        differences.ifPresent(list -> list.forEach(one -> html.text(one + "\n")));
        if (differences.isEmpty() || differences.get().isEmpty()) {
            html.text(differences.isEmpty() ? "That change is not among the last settled ones." : "Nothing differs.");
        }
        html.raw("</pre>\n");
    }

    private void history(Html html) {
        html.element("h2", "History").table("Change", "Settled", "Author", "Fleet", "Device", "Outcome", "");
        for (var entry : states.history()) {
            html.raw("<tr>")
                    .element("td", entry.change())
                    .element("td", entry.settled())
                    .element("td", entry.author())
                    .element("td", entry.fleetGeneration())
                    .element("td", entry.localGeneration())
                    .element("td", Fields.wireName(entry.outcome()))
                    .raw("<td>");
            actions(html, entry);
            html.raw("</td></tr>\n");
        }
        html.endTable();
    }

    private void actions(Html html, HistoryEntry entry) {
        var id = Html.escape(entry.change());
        html.raw("<a href='?diff=" + id + "'>what differs now</a> ");
        if (mayEdit) {
            html.raw("<form method='post' action='" + StatePage.PATH + "' style='display:inline'>")
                    .raw("<input type='hidden' name='change' value='" + id + "'>")
                    .raw("<button name='action' value='rollback'>Roll back to this</button></form>");
        }
    }
}
