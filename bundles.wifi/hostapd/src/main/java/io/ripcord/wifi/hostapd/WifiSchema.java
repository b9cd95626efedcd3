package io.ripcord.wifi.hostapd;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;

/** The JSON Schema of the section {@code wifi}. */
final class WifiSchema {
    private WifiSchema() {}

    static JsonObject json() {
        return JsonText.parseObject("""
                {
                  "$schema": "https://json-schema.org/draft/2020-12/schema",
                  "title": "What the board's radios offer",
                  "type": "object",
                  "additionalProperties": false,
                  "$defs": {
                    "secret": {
                      "type": "object",
                      "additionalProperties": false,
                      "required": ["secret"],
                      "properties": {"secret": {"type": "string", "maxLength": 64}, "digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"}}
                    },
                    "mac": {"type": "string", "pattern": "^[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}$"}
                  },
                  "properties": {
                    "country": {"description": "Whose rules the radios keep (ISO 3166-1); without it only 2.4GHz may be used", "type": "string", "pattern": "^[A-Z]{2}$"},
                    "radios": {
                      "description": "By the kernel's names; a radio that is not named is left alone",
                      "type": "object",
                      "maxProperties": 16,
                      "propertyNames": {"pattern": "^phy(0|[1-9][0-9]{0,2})$"},
                      "additionalProperties": {
                        "type": "object",
                        "additionalProperties": false,
                        "required": ["band"],
                        "properties": {
                          "band": {"enum": ["2.4GHz", "5GHz", "6GHz"]},
                          "channel": {"description": "auto: the quietest", "oneOf": [{"const": "auto"}, {"type": "integer", "minimum": 1, "maximum": 233}]},
                          "width": {"description": "MHz", "enum": [20, 40, 80, 160]},
                          "power": {"description": "At most, dBm", "type": "integer", "minimum": 1, "maximum": 30},
                          "modes": {"description": "The newest 802.11 that it talks", "enum": ["n", "ac", "ax"]},
                          "enabled": {"type": "boolean"}
                        }
                      }
                    },
                    "ssids": {
                      "type": "object",
                      "maxProperties": 256,
                      "propertyNames": {"pattern": "^[a-z][a-z0-9-]{0,23}$"},
                      "additionalProperties": {
                        "type": "object",
                        "additionalProperties": false,
                        "required": ["radios", "name", "network", "security"],
                        "properties": {
                          "radios": {"type": "array", "minItems": 1, "maxItems": 16, "items": {"type": "string"}},
                          "name": {"description": "What stations see: 1 to 32 bytes in UTF-8", "type": "string", "minLength": 1, "maxLength": 32},
                          "network": {"description": "Of the section network", "type": "string"},
                          "security": {"enum": ["open", "owe", "wpa2", "wpa3", "wpa2-wpa3", "enterprise"]},
                          "passphrase": {"$ref": "#/$defs/secret"},
                          "pmf": {"description": "Protected management frames (802.11w)", "enum": ["off", "optional", "required"]},
                          "isolated": {"description": "Stations may not talk to each other; absent: as the network says", "type": "boolean"},
                          "hidden": {"type": "boolean"},
                          "clients": {"description": "Stations at a time, on each radio", "type": "integer", "minimum": 1, "maximum": 2007},
                          "keys": {
                            "description": "Passphrases of single stations",
                            "type": "object",
                            "maxProperties": 1024,
                            "propertyNames": {"pattern": "^[a-z][a-z0-9-]{0,23}$"},
                            "additionalProperties": {
                              "type": "object",
                              "additionalProperties": false,
                              "required": ["passphrase"],
                              "properties": {
                                "passphrase": {"$ref": "#/$defs/secret"},
                                "mac": {"$ref": "#/$defs/mac"},
                                "vlan": {"description": "Into the network that has a port in this VLAN", "type": "integer", "minimum": 1, "maximum": 4094}
                              }
                            }
                          },
                          "accept": {"description": "Only these stations", "type": "array", "maxItems": 1024, "items": {"$ref": "#/$defs/mac"}},
                          "deny": {"description": "Never these stations", "type": "array", "maxItems": 1024, "items": {"$ref": "#/$defs/mac"}},
                          "radius": {
                            "type": "object",
                            "additionalProperties": false,
                            "required": ["address", "secret"],
                            "properties": {
                              "address": {"type": "string"},
                              "port": {"type": "integer", "minimum": 1, "maximum": 65535},
                              "secret": {"$ref": "#/$defs/secret"}
                            }
                          }
                        }
                      }
                    }
                  }
                }
                """);
    }
}
