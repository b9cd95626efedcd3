package io.ripcord.features;

import java.util.Map;
import java.util.Optional;

/**
 * A configuration that a feature brings.
 *
 * @param pid the PID, or the factory PID when it has a name
 * @param name of the instance of a factory
 */
record FeatureConfiguration(String pid, Optional<String> name, Map<String, Object> properties) {

    FeatureConfiguration {
        properties = Map.copyOf(properties);
    }

    /** The PID as Configuration Admin keeps it: {@code factory~name} for an instance of a factory. */
    String fullPid() {
        return name.map(instance -> pid + "~" + instance).orElse(pid);
    }
}
