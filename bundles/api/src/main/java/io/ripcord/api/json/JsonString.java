package io.ripcord.api.json;

/** A JSON string. */
public record JsonString(String value) implements Json {}
