package io.ripcord.broker;

import io.ripcord.api.message.Topics;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** Whom a certificate of the fleet's authority names. */
sealed interface Peer {

    /** Common name the device, organisation its tenant. */
    record Device(Topics topics) implements Peer {}

    /** Organisational unit {@code console}. */
    record Console(String name) implements Peer {}

    /** Empty if the subject names neither. */
    static Optional<Peer> of(X500Principal subject) {
        try {
            var parts = new LdapName(subject.getName(X500Principal.RFC2253))
                    .getRdns().stream()
                            .collect(
                                    Collectors.toMap(Rdn::getType, rdn -> String.valueOf(rdn.getValue()), (a, _) -> a));
            return of(parts);
        } catch (InvalidNameException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<Peer> of(Map<String, String> parts) {
        var name = parts.getOrDefault("CN", "");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        if ("console".equals(parts.get("OU"))) {
            return Optional.of(new Console(name));
        }
        return Optional.of(new Device(new Topics(parts.getOrDefault("O", ""), name)));
    }
}
