/** Strict JSON values: parsing, writing, and reading of objects field by field. */
@Export
@Version("0.1.0")
@NullMarked
package io.ripcord.api.json;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
