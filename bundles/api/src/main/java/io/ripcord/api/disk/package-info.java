/** Files that survive a power cut, and what is known of the disk that they are on. */
@Export
@Version("0.1.0")
@NullMarked
package io.ripcord.api.disk;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
