package io.ripcord.api.domain;

/** Something that a step provides or needs, {@code kind:value}: {@code bridge:c-hello}, {@code image:<sha256>}. */
public record Name(String kind, String value) {
    @Override
    public String toString() {
        return kind + ":" + value;
    }
}
