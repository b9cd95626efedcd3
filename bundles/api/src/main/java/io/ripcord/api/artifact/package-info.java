/** Files named by their SHA-256, and where they come from. */
@Export
@Version("0.1.0")
@NullMarked
package io.ripcord.api.artifact;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
