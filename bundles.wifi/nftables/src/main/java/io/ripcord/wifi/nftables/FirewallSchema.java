package io.ripcord.wifi.nftables;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;

/** The JSON Schema of the section {@code firewall}. */
final class FirewallSchema {
    private FirewallSchema() {}

    static JsonObject json() {
        return JsonText.parseObject("""
                {
                  "$schema": "https://json-schema.org/draft/2020-12/schema",
                  "title": "Firewall: zones, forwards, rules; what is not allowed is dropped",
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "zones": {
                      "description": "How a zone is treated; wan, lan, guest and chute are there anyway",
                      "type": "object",
                      "propertyNames": {"pattern": "^[a-z][a-z0-9-]{0,11}$"},
                      "additionalProperties": {
                        "type": "object",
                        "additionalProperties": false,
                        "properties": {
                          "input": {"enum": ["drop", "reject", "services", "accept"]},
                          "manage": {"type": "boolean"},
                          "forward": {"type": "object", "additionalProperties": {"enum": ["accept", "drop", "reject"]}},
                          "isolated": {"type": "boolean"},
                          "masquerade": {"type": "boolean"},
                          "mssClamp": {"type": "boolean"},
                          "connections": {
                            "type": "object",
                            "additionalProperties": false,
                            "properties": {
                              "perSource": {"type": "integer", "minimum": 1, "maximum": 1000000},
                              "newPerSecond": {"type": "integer", "minimum": 1, "maximum": 1000000}
                            }
                          }
                        }
                      }
                    },
                    "forwards": {
                      "description": "Ports of the device, seen from outside, that lead to computers inside",
                      "type": "object",
                      "propertyNames": {"pattern": "^[a-z0-9][a-z0-9-]{0,31}$"},
                      "additionalProperties": {
                        "type": "object",
                        "additionalProperties": false,
                        "required": ["protocol", "port", "to"],
                        "properties": {
                          "from": {"type": "string"},
                          "protocol": {"enum": ["tcp", "udp"]},
                          "port": {"type": ["integer", "string"]},
                          "to": {"type": "string"},
                          "toPort": {"type": "integer", "minimum": 1, "maximum": 65535},
                          "sources": {"type": "array", "maxItems": 256, "items": {"type": "string"}},
                          "hairpin": {"type": "boolean"}
                        }
                      }
                    },
                    "sets": {
                      "description": "Senders that several rules name together",
                      "type": "object",
                      "propertyNames": {"pattern": "^[a-z0-9][a-z0-9-]{0,31}$"},
                      "additionalProperties": {
                        "type": "object",
                        "additionalProperties": false,
                        "properties": {
                          "addresses": {"type": "array", "maxItems": 4096, "items": {"type": "string"}},
                          "macs": {"type": "array", "maxItems": 4096, "items": {"type": "string"}}
                        }
                      }
                    },
                    "rules": {
                      "description": "Asked before the zones, in the order of their names; the first that fits decides",
                      "type": "object",
                      "propertyNames": {"pattern": "^[a-z0-9][a-z0-9-]{0,31}$"},
                      "additionalProperties": {
                        "type": "object",
                        "additionalProperties": false,
                        "required": ["action"],
                        "properties": {
                          "from": {"type": "string"},
                          "to": {"description": "A zone, or device for the device itself", "type": "string"},
                          "protocol": {"enum": ["any", "tcp", "udp", "icmp"]},
                          "ports": {"type": "array", "maxItems": 256, "items": {"type": "string"}},
                          "sources": {"type": "array", "maxItems": 256, "items": {"type": "string"}},
                          "destinations": {"type": "array", "maxItems": 256, "items": {"type": "string"}},
                          "macs": {"type": "array", "maxItems": 256, "items": {"type": "string"}},
                          "set": {"type": "string"},
                          "beyondPerSecond": {"type": "integer", "minimum": 1, "maximum": 1000000},
                          "action": {"enum": ["accept", "drop", "reject"]}
                        }
                      }
                    }
                  }
                }
                """);
    }
}
