/** The console's database: H2 embedded by default, through the OSGi JDBC service. */
@NullMarked
package io.ripcord.console.store;

import org.jspecify.annotations.NullMarked;
