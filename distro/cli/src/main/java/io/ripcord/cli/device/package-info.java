/** The fleet's devices, and this one. */
@NullMarked
package io.ripcord.cli.device;

import org.jspecify.annotations.NullMarked;
