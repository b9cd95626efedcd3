package io.ripcord.webconsole;

import io.ripcord.api.trust.Role;
import java.util.Set;

/**
 * What a role may do below the web console's root: an allow-list, so a plugin that comes along is closed until it stands
 * here. Nothing is ever written through Felix's own plugins, whatever they offer.
 */
final class Permissions {
    private static final Set<String> READERS = Set.of("GET", "HEAD");
    private static final Set<String> FOR_ALL = Set.of(
            "", "res", "logout", "state", "secrets", "features", "chutes", "logs", "bundles", "components", "services");
    private static final Set<String> WRITTEN = Set.of("state");

    private Permissions() {}

    /**
     * @param label the first segment below the root
     * @param path all below the root
     */
    static boolean allows(Role role, String method, String label, String path) {
        if (READERS.contains(method)) {
            return FOR_ALL.contains(label) || (role == Role.ADMIN && isStatus(label));
        }
        return method.equals("POST")
                && path.equals("/" + label)
                && (label.equals(SecretsPage.LABEL)
                        ? role == Role.ADMIN
                        : WRITTEN.contains(label) && role.compareTo(Role.OPERATOR) >= 0);
    }

    /** The configuration status: it shows system properties and configurations. */
    private static boolean isStatus(String label) {
        return label.equals("config") || label.startsWith("status-");
    }
}
