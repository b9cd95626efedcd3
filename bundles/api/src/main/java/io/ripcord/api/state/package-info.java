/** The desired and the reported state, and the service that keeps them. */
@Export
@Version("0.1.0")
@NullMarked
package io.ripcord.api.state;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
