package io.ripcord.engine;

import io.ripcord.api.json.Json;
import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;
import io.ripcord.engine.plan.Domains;

/** The JSON Schema of a whole document, put together from those of the domains. */
final class Schema {
    private static final String FRAME = """
            {"$schema": "https://json-schema.org/draft/2020-12/schema",
             "title": "Ripcord desired state",
             "type": "object",
             "properties": {
               "atomic": {"type": "boolean", "description": "one failing unit undoes all", "default": false},
               "local": {"type": "array", "maxItems": 64, "items": {"type": "string", "maxLength": 256},
                         "description": "paths below domains that the local layer may write"}},
             "additionalProperties": false}""";

    private Schema() {}

    static JsonObject of(Domains domains) {
        var sections = JsonObject.EMPTY;
        for (var domain : domains.all()) {
            sections = sections.with(domain.name(), (Json) domain.schema());
        }
        var frame = JsonText.parseObject(FRAME);
        var document = JsonObject.EMPTY
                .with("type", "object")
                .with("properties", sections)
                .with("additionalProperties", false);
        var properties = frame.object("properties").orElse(JsonObject.EMPTY).with("domains", document);
        return frame.with("properties", properties);
    }
}
