/** Secrets of devices. */
@NullMarked
package io.ripcord.cli.secret;

import org.jspecify.annotations.NullMarked;
