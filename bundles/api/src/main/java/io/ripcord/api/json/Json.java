package io.ripcord.api.json;

/** One JSON value (RFC 8259); immutable, members keep the order in which they were written. */
public sealed interface Json permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {

    /** The value as compact text. */
    default String text() {
        return JsonText.write(this);
    }

    static Json of(String value) {
        return new JsonString(value);
    }

    static Json of(long value) {
        return JsonNumber.of(value);
    }

    static Json of(boolean value) {
        return value ? JsonBoolean.TRUE : JsonBoolean.FALSE;
    }
}
