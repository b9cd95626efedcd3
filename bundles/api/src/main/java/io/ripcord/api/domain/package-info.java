/** What the owner of a part of the document implements: validate, expand, observe, plan. */
@Export
@Version("0.1.0")
@NullMarked
package io.ripcord.api.domain;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
