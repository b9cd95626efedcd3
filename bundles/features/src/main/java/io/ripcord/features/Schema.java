package io.ripcord.features;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;

/** The JSON Schema of the section. */
final class Schema {
    static final JsonObject SECTION = JsonText.parseObject("""
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "Features: bundles and configurations, each named by the signed metadata it comes with",
              "type": "object",
              "maxProperties": 200,
              "propertyNames": {"pattern": "^[a-z][a-z0-9-]{0,63}$"},
              "additionalProperties": {
                "type": "object",
                "properties": {
                  "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                  "size": {"type": "integer", "minimum": 0, "maximum": 4194304}
                },
                "required": ["sha256", "size"],
                "additionalProperties": false
              }
            }""");

    private Schema() {}
}
