package io.ripcord.api.state;

/** Who wants it: the fleet, or an administrator at the device. */
public enum Layer {
    FLEET,
    LOCAL
}
