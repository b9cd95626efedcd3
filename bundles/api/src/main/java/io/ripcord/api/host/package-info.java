/** The port to Linux: processes, files that survive a power cut, facts about the board. */
@Export
@Version("0.1.0")
@NullMarked
package io.ripcord.api.host;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
