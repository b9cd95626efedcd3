/** What device and console say to each other over MQTT, and the link that carries it. */
@Export
@Version("0.1.0")
@NullMarked
package io.ripcord.api.message;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
