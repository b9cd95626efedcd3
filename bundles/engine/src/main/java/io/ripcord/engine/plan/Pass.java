package io.ripcord.engine.plan;

import io.ripcord.api.change.UnitId;
import io.ripcord.api.domain.Derived;
import io.ripcord.api.domain.Unit;
import io.ripcord.api.state.DesiredDocument;
import java.util.List;
import java.util.Map;

/**
 * One look from document to units.
 *
 * @param broken units that break rules; nothing is planned while there are any
 * @param blind domains that cannot be seen or planned, and why
 * @param missing domains of the document that nobody owns
 * @param groups the units that differ; controllers of several domains may plan for one unit
 */
public record Pass(
        DesiredDocument document,
        List<Derived> derived,
        Map<UnitId, Failure> broken,
        Map<String, Failure> blind,
        List<String> missing,
        Map<UnitId, List<Unit>> groups) {}
