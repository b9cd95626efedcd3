/** What the console's parts are to each other: devices, their desired states, and the services around them. */
@Export
@Version("0.1.0")
@NullMarked
package io.ripcord.console.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
