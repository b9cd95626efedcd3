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
                          "delegated": {"description": "A /64 of the prefix that the provider delegates", "type": "boolean"},
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
                    "wireguard": {
                      "description": "Tunnels, by the names of their interfaces",
                      "type": "object",
                      "maxProperties": 8,
                      "propertyNames": {"pattern": "^[a-z][a-z0-9-]{0,11}$"},
                      "additionalProperties": {
                        "type": "object",
                        "additionalProperties": false,
                        "required": ["zone", "key", "address"],
                        "properties": {
                          "zone": {"type": "string", "pattern": "^[a-z][a-z0-9-]{0,11}$"},
                          "key": {"description": "The board's private key, a secret", "type": "object"},
                          "port": {"description": "Where it is called from the Internet, over UDP", "type": "integer", "minimum": 1, "maximum": 65535},
                          "address": {"description": "The board's own in the tunnel, with the size of its subnet", "type": "string"},
                          "mtu": {"type": "integer", "minimum": 1280, "maximum": 9000},
                          "peers": {
                            "type": "array",
                            "maxItems": 64,
                            "items": {
                              "type": "object",
                              "additionalProperties": false,
                              "required": ["publicKey"],
                              "properties": {
                                "publicKey": {"type": "string"},
                                "presharedKey": {"description": "A secret", "type": "object"},
                                "endpoint": {"description": "An address and a port; without it the peer calls", "type": "string"},
                                "allowed": {"description": "The addresses behind it", "type": "array", "maxItems": 16, "items": {"type": "string"}},
                                "keepalive": {"description": "Seconds", "type": "integer", "minimum": 1, "maximum": 65535}
                              }
                            }
                          }
                        }
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
                        "gateway": {"type": "string"},
                        "prefixLength": {"description": "IPv6 by dhcp: how large a prefix for the networks is asked for", "type": "integer", "minimum": 48, "maximum": 64}
                      }
                    }
                  }
                }
                """);
    }
}
