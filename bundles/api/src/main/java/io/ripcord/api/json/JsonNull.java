package io.ripcord.api.json;

/** JSON's null; in a merge patch it removes a member. */
public enum JsonNull implements Json {
    NULL
}
