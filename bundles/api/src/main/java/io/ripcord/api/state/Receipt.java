package io.ripcord.api.state;

/**
 * An accepted edit.
 *
 * @param generation the generation of the layer that now holds it
 * @param change the change that will bring it about (may be superseded by a newer one)
 */
public record Receipt(Layer layer, long generation, String change) {}
