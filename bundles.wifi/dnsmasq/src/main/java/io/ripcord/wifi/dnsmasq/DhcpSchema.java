package io.ripcord.wifi.dnsmasq;

import io.ripcord.api.json.JsonObject;
import io.ripcord.api.json.JsonText;

/** The JSON Schema of the section {@code dhcp}. */
final class DhcpSchema {
    private DhcpSchema() {}

    static JsonObject json() {
        return JsonText.parseObject("""
                {
                  "$schema": "https://json-schema.org/draft/2020-12/schema",
                  "title": "Addresses and names, by network; a network that is not named is not served",
                  "type": "object",
                  "propertyNames": {"pattern": "^[a-z][a-z0-9-]{0,11}$"},
                  "additionalProperties": {
                    "type": "object",
                    "additionalProperties": false,
                    "properties": {
                      "first": {"description": "Where in the subnet the pool begins", "type": "integer", "minimum": 2},
                      "last": {"type": "integer", "minimum": 2},
                      "leaseSeconds": {"type": "integer", "minimum": 120, "maximum": 2592000},
                      "leases": {
                        "description": "Addresses that are always the same computer's, by its Ethernet address",
                        "type": "object",
                        "maxProperties": 4096,
                        "additionalProperties": {
                          "type": "object",
                          "additionalProperties": false,
                          "required": ["address"],
                          "properties": {"address": {"type": "string"}, "name": {"type": "string"}}
                        }
                      },
                      "options": {
                        "description": "Further DHCP options by number",
                        "type": "object",
                        "maxProperties": 64,
                        "additionalProperties": {"type": "string"}
                      },
                      "dns": {
                        "type": "object",
                        "additionalProperties": false,
                        "properties": {
                          "upstream": {"description": "Name servers; without any those of the provider", "type": "array", "maxItems": 8, "items": {"type": "string"}},
                          "domain": {"type": "string"},
                          "names": {"description": "Further names in the domain", "type": "object", "maxProperties": 1000, "additionalProperties": {"type": "string"}},
                          "rebinding": {"description": "Domains whose names may lead to private addresses", "type": "array", "maxItems": 64, "items": {"type": "string"}}
                        }
                      },
                      "advertisements": {"description": "Whether IPv6 routes are advertised", "type": "boolean"}
                    }
                  }
                }
                """);
    }
}
