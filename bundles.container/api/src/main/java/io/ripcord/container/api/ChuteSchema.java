package io.ripcord.container.api;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;

/** The JSON Schema (2020-12) of the {@code chutes} section; says what {@link Chute#parse} takes. */
public final class ChuteSchema {
    private static final String TEXT = """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "Chutes: containers by name",
              "type": "object",
              "propertyNames": {"pattern": "^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$"},
              "additionalProperties": {
                "type": "object",
                "required": ["version", "image"],
                "additionalProperties": false,
                "properties": {
                  "version": {"type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9._+-]{0,63}$"},
                  "image": {
                    "description": "A docker-archive (tar) with one image, as an artifact.",
                    "type": "object",
                    "required": ["sha256", "size"],
                    "additionalProperties": false,
                    "properties": {
                      "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                      "size": {"type": "integer", "minimum": 0, "maximum": 4294967296}
                    }
                  },
                  "command": {
                    "type": "array", "maxItems": 64, "items": {"type": "string", "maxLength": 4096}
                  },
                  "environment": {
                    "type": "object", "maxProperties": 128,
                    "propertyNames": {"pattern": "^[A-Za-z_][A-Za-z0-9_]{0,127}$"},
                    "additionalProperties": {"oneOf": [
                      {"type": "string", "maxLength": 4096},
                      {
                        "description": "A secret of the device; the digest is filled in when the edit is taken.",
                        "type": "object",
                        "required": ["secret"],
                        "additionalProperties": false,
                        "properties": {
                          "secret": {"type": "string", "pattern": "^[a-z][a-z0-9._-]{0,63}$"},
                          "digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"}
                        }
                      }
                    ]}
                  },
                  "cpuShares": {"type": "integer", "minimum": 2, "maximum": 1024, "default": 512},
                  "memory": {
                    "description": "Bytes, swap included.",
                    "type": "integer", "minimum": 6291456, "maximum": 68719476736, "default": 67108864
                  },
                  "pids": {"type": "integer", "minimum": 4, "maximum": 4096, "default": 64},
                  "ports": {
                    "type": "array", "maxItems": 32,
                    "items": {
                      "type": "object",
                      "required": ["lan", "chute"],
                      "additionalProperties": false,
                      "properties": {
                        "lan": {"type": "integer", "minimum": 1, "maximum": 65535},
                        "chute": {"type": "integer", "minimum": 1, "maximum": 65535},
                        "protocol": {"enum": ["tcp", "udp"], "default": "tcp"}
                      }
                    }
                  },
                  "running": {"type": "boolean", "default": true}
                }
              }
            }
            """;

    private ChuteSchema() {}

    public static JsonObject json() {
        return JsonText.parseObject(TEXT);
    }
}
