/** The board's clock: what it is set by, what it is never before, and the time that it serves to its networks. */
@NullMarked
package io.ripcord.system.time;

import org.jspecify.annotations.NullMarked;
