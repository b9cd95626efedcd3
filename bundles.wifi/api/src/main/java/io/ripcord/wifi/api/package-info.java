/** What the radios', addresses' and firewall's domains say to each other: addresses and rules as checked values. */
@Export
@Version("0.1.0")
@NullMarked
package io.ripcord.wifi.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
