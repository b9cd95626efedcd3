/** Chutes as documents describe them, and the port to the engine that runs their containers. */
@Export
@Version("0.1.0")
@NullMarked
package io.ripcord.container.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
