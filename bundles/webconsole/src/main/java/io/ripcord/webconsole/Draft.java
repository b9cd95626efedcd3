package io.ripcord.webconsole;

import io.ripcord.api.json.JsonText;
import io.ripcord.api.state.States;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;

/**
 * What stands in the form of the page State.
 *
 * @param basedOn the local generation that the author saw
 * @param text the local layer as the author has it
 * @param preview what an edit would do, line by line
 * @param wrong why it was not taken, line by line
 */
record Draft(String basedOn, String text, List<String> preview, List<String> wrong) {
    private static final String ATTRIBUTE = "io.ripcord.webconsole.draft";

    /** What the author sent, when it was not applied; else the layer as it is. */
    static Draft of(HttpServletRequest request, States states) {
        if (request.getAttribute(ATTRIBUTE) instanceof Draft draft) {
            return draft;
        }
        var snapshot = states.snapshot();
        return new Draft(
                Long.toString(snapshot.localGeneration()), JsonText.pretty(snapshot.local()), List.of(), List.of());
    }

    /** Keeps what the author sent for the page that follows in the same request. */
    static void remember(HttpServletRequest request, List<String> preview, List<String> wrong) {
        request.setAttribute(ATTRIBUTE, new Draft(sent(request, "basedOn"), sent(request, "local"), preview, wrong));
    }

    private static String sent(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).orElse("");
    }
}
