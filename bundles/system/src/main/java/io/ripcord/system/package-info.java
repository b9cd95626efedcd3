/** The domain {@code system}: the device's name, its broker, time servers, log levels. */
@NullMarked
package io.ripcord.system;

import org.jspecify.annotations.NullMarked;
