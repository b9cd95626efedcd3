/** One run of the engine towards a generation, and its outcome. */
@Export
@Version("0.1.0")
@NullMarked
package io.ripcord.api.change;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
