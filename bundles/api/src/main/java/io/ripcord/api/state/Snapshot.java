package io.ripcord.api.state;

import io.ripcord.api.json.JsonObject;
import java.util.List;

/**
 * Both layers and what they come to.
 *
 * @param local the local layer's {@code domains}, shadowed values included
 * @param effective fleet and local merged, before expansion
 * @param shadowed local values that the fleet does not let count at present
 */
public record Snapshot(
        long fleetGeneration,
        DesiredDocument fleet,
        long localGeneration,
        JsonObject local,
        DesiredDocument effective,
        List<DocumentPath> shadowed) {}
