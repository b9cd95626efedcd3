package io.ripcord.api.json;

/** A JSON boolean. */
public enum JsonBoolean implements Json {
    TRUE,
    FALSE;

    public boolean value() {
        return this == TRUE;
    }
}
