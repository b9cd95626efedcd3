package io.ripcord.engine.plan;

import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Derived;
import io.ripcord.api.domain.Section;
import io.ripcord.api.state.DesiredDocument;
import java.util.List;
import java.util.Map;

/**
 * A document checked and expanded.
 *
 * @param failures units that break rules; nothing is to be planned while there are any
 * @param missing domains of the document that nobody owns here
 */
record Wanted(DesiredDocument document, List<Derived> derived, Map<UnitId, Failure> failures, List<String> missing) {

    Section section(String domain) {
        return new Section(
                document.section(domain),
                derived.stream().filter(entry -> entry.domain().equals(domain)).toList());
    }
}
