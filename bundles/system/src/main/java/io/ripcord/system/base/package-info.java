/** The domain {@code base}: which base the device runs, changed as a whole and beside the old one. */
@NullMarked
package io.ripcord.system.base;

import org.jspecify.annotations.NullMarked;
