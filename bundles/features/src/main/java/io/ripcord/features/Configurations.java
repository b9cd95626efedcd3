package io.ripcord.features;

import io.ripcord.api.change.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The configurations of features in Configuration Admin, each marked with the feature it belongs to. */
final class Configurations {
    private static final Logger LOG = LoggerFactory.getLogger(Configurations.class);

    /** A private property (leading dot): components see it, service properties do not. */
    static final String MARK = ".ripcord.feature";

    /** A configuration as it was: without properties it was not there. */
    record Saved(FeatureConfiguration which, @Nullable Dictionary<String, Object> properties) {}

    private final ConfigurationAdmin admin;

    Configurations(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    /** The feature that a configuration belongs to; empty text if it is nobody's feature's; nothing if it is not there. */
    Optional<String> owner(FeatureConfiguration configuration) throws Refusal {
        return find(configuration)
                .map(Configuration::getProperties)
                .map(properties -> properties.get(MARK) instanceof String owner ? owner : "");
    }

    /** Makes the configurations what is wanted, deleting the others of {@code old}; puts what was into {@code undo}. */
    void write(String feature, List<FeatureConfiguration> old, List<FeatureConfiguration> wanted, List<Saved> undo)
            throws Refusal {
        for (var configuration : old) {
            if (wanted.stream().noneMatch(other -> other.fullPid().equals(configuration.fullPid()))) {
                undo.add(save(configuration));
                set(configuration, null);
            }
        }
        for (var configuration : wanted) {
            undo.add(save(configuration));
            Map<String, Object> properties = new HashMap<>(configuration.properties());
            properties.put(MARK, feature);
            set(configuration, FrameworkUtil.asDictionary(properties));
        }
    }

    /** Puts back what was, newest first. */
    void restore(List<Saved> undo) throws Refusal {
        for (var saved : new ArrayList<>(undo).reversed()) {
            set(saved.which(), saved.properties());
        }
        undo.clear();
    }

    /** Deletes what an earlier life of this component left. */
    void removeStrays() {
        try {
            var found = admin.listConfigurations("(" + MARK + "=*)");
            if (found != null) {
                for (var configuration : found) {
                    configuration.delete();
                }
            }
        } catch (IOException | InvalidSyntaxException e) {
            LOG.warn("Configurations that an earlier start left cannot be removed", e);
        }
    }

    private Saved save(FeatureConfiguration which) throws Refusal {
        return new Saved(which, find(which).map(Configurations::ownProperties).orElse(null));
    }

    private static Dictionary<String, Object> ownProperties(Configuration configuration) {
        var properties = configuration.getProperties();
        properties.remove("service.pid");
        properties.remove("service.factoryPid");
        return properties;
    }

    private void set(FeatureConfiguration which, @Nullable Dictionary<String, Object> properties) throws Refusal {
        try {
            if (properties != null) {
                open(which).updateIfDifferent(properties);
                return;
            }
            var found = find(which);
            if (found.isPresent()) {
                found.get().delete();
            }
        } catch (IOException e) {
            throw refusal("written", which, e);
        }
    }

    private Configuration open(FeatureConfiguration which) throws IOException {
        return which.name().isPresent()
                ? admin.getFactoryConfiguration(which.pid(), which.name().get(), "?")
                : admin.getConfiguration(which.pid(), "?");
    }

    private Optional<Configuration> find(FeatureConfiguration which) throws Refusal {
        try {
            var found = admin.listConfigurations("(service.pid=" + which.fullPid() + ")");
            return found == null ? Optional.empty() : Optional.of(found[0]);
        } catch (IOException | InvalidSyntaxException e) {
            throw refusal("read", which, e);
        }
    }

    private static Refusal refusal(String what, FeatureConfiguration which, Exception e) {
        return new Refusal(
                "Configuration " + which.fullPid() + " cannot be " + what + ": " + e.getMessage(),
                "Check the device's disk.",
                e);
    }
}
