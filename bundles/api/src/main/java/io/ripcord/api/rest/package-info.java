/** The REST interface as its parts see it: resources with routes, free of the servlet container. */
@Export
@Version("0.1.0")
@NullMarked
package io.ripcord.api.rest;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
