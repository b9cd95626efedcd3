/** What a greeter does. */
@Export
@Version("1.0.0")
package example.greeter.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
