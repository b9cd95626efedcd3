package io.ripcord.api.domain;

/** What a unit's health gate sees at one moment. */
public sealed interface Health {
    /** As it should be. */
    record Passing() implements Health {}

    /** Not yet as it should be; may come. */
    record Waiting(String reason) implements Health {}

    /** Will not come: the gate closes at once. */
    record Failing(String reason, String remedy) implements Health {}
}
