/** The features domain in a real framework: a small engine drives its units, the rest of the device is fake. */
@Requirement(
        namespace = "osgi.service",
        filter = "(objectClass=io.ripcord.api.domain.Controller)",
        effective = Namespace.EFFECTIVE_ACTIVE)
@Capability(
        namespace = "osgi.service",
        attribute = {
            "objectClass:List<String>='io.ripcord.api.trust.Admission,io.ripcord.api.trust.Verifier,io.ripcord.api.artifact.ArtifactStore,"
                    + "io.ripcord.api.host.Host,io.ripcord.api.host.Facts,io.ripcord.api.trust.DeviceIdentity,"
                    + "io.ripcord.api.trust.SecretStore'"
        },
        effective = Namespace.EFFECTIVE_ACTIVE)
@NullMarked
package io.ripcord.itest.features;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Requirement;
import org.osgi.resource.Namespace;
