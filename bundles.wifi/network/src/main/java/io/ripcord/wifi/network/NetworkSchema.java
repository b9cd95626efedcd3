package io.ripcord.wifi.network;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;

/** The JSON Schema of the section {@code network}. */
final class NetworkSchema {
    private NetworkSchema() {}

    static JsonObject json() {
        return JsonText.parseObject("""
                {
                  "$schema": "https://json-schema.org/draft/2020-12/schema",
                  "title": "Networks of the board, the side towards the Internet, and routes",
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "networks": {
                      "description": "A bridge each; without any the board's LAN interface stays as it is",
                      "type": "object",
                      "maxProperties": 64,
                      "propertyNames": {"pattern": "^[a-z][a-z0-9-]{0,11}$"},
                      "additionalProperties": {
                        "type": "object",
                        "additionalProperties": false,
                        "required": ["zone"],
                        "properties": {
                          "zone": {"description": "How the firewall treats it: lan, guest or another", "type": "string", "pattern": "^[a-z][a-z0-9-]{0,11}$"},
                          "ports": {"description": "Interfaces, or VLANs of them: lan0, lan1.20", "type": "array", "maxItems": 64, "items": {"type": "string"}},
                          "ipv4": {"description": "The board's address, or auto: the device chooses a subnet", "type": "string"},
                          "ula": {"description": "An IPv6 subnet out of the device's own unique local prefix", "type": "boolean"},
                          "mtu": {"type": "integer", "minimum": 1280, "maximum": 9000},
                          "isolated": {"description": "Members may not talk to each other", "type": "boolean"}
                        }
                      }
                    },
                    "wan": {
                      "type": "object",
                      "additionalProperties": false,
                      "properties": {
                        "interface": {"description": "Without it the one of the board's facts", "type": "string"},
                        "mtu": {"type": "integer", "minimum": 1280, "maximum": 9000},
                        "ipv4": {"$ref": "#/$defs/uplink"},
                        "ipv6": {"$ref": "#/$defs/uplink"}
                      }
                    },
                    "routes": {
                      "type": "array",
                      "maxItems": 256,
                      "items": {
                        "type": "object",
                        "additionalProperties": false,
                        "required": ["to", "via"],
                        "properties": {"to": {"type": "string"}, "via": {"type": "string"}}
                      }
                    }
                  },
                  "$defs": {
                    "uplink": {
                      "type": "object",
                      "additionalProperties": false,
                      "required": ["method"],
                      "properties": {
                        "method": {"enum": ["dhcp", "static", "off"]},
                        "address": {"type": "string"},
                        "gateway": {"type": "string"}
                      }
                    }
                  }
                }
                """);
    }
}
