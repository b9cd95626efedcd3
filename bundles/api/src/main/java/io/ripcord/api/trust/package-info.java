/** Digests, signed envelopes, identities, users and roles. */
@Export
@Version("0.1.0")
@NullMarked
package io.ripcord.api.trust;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
