package io.ripcord.webconsole;

import io.ripcord.api.change.ChangeRecord;
import io.ripcord.api.change.Phase;
import io.ripcord.api.json.Fields;
import io.ripcord.api.state.States;
import java.util.Optional;

/** Draws how a change goes or went; the script of the page asks for it again while it runs. */
final class ProgressView {
    private ProgressView() {}

    /** The change of that id, else the newest. */
    static Optional<ChangeRecord> find(States states, Optional<String> id) {
        return id.flatMap(states::change).or(() -> states.changes().stream().findFirst());
    }

    /** True while it waits for the administrator's answer. */
    static boolean confirming(ChangeRecord change) {
        return change.phase() == Phase.CONFIRM && change.outcome().isEmpty();
    }

    /** @param mayEdit true for one who may let a change stay */
    static Html of(Optional<ChangeRecord> change, boolean mayEdit) {
        return change.map(found -> of(found, mayEdit))
                .orElseGet(() -> new Html().raw("<p data-running='false'>None yet.</p>"));
    }

    private static Html of(ChangeRecord change, boolean mayEdit) {
        boolean running = change.outcome().isEmpty();
        var html = new Html()
                .raw("<div data-running='" + running + "' data-confirm='" + confirming(change) + "'>")
                .raw("<p><strong>")
                .text(change.id() + " " + state(change))
                .raw("</strong>")
                .text(", asked for by " + change.author() + " at " + change.started())
                .raw("</p>\n");
        if (mayEdit && confirming(change)) {
            html.raw("<form method='post' action='" + StatePage.PATH + "'>The network may have changed. ")
                    .raw("<input type='hidden' name='change' value='" + Html.escape(change.id()) + "'>")
                    .raw("<button name='action' value='stay'>I reach the device: let the change stay</button>")
                    .raw("</form>\n");
        }
        if (!change.units().isEmpty()) {
            units(html, change);
        }
        html.raw(running ? "<details open>" : "<details>")
                .element("summary", "What was done")
                .raw("<pre>");
        change.progress().forEach(line -> html.text(line + "\n"));
        return html.raw("</pre></details></div>\n");
    }

    private static void units(Html html, ChangeRecord change) {
        html.table("Unit", "Outcome", "Out of service", "Why", "What to do");
        change.units()
                .forEach(unit -> html.row(
                        unit.unit(),
                        Fields.wireName(unit.outcome()),
                        unit.gapMillis() + " ms",
                        unit.reason(),
                        unit.remedy()));
        html.endTable();
    }

    private static String state(ChangeRecord change) {
        return change.outcome().map(Fields::wireName).orElseGet(() -> "is in phase " + Fields.wireName(change.phase()));
    }
}
