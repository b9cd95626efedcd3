/** A way into the domain of chutes for tests of the lab. */
@NullMarked
package io.ripcord.container.chutes;

import org.jspecify.annotations.NullMarked;
