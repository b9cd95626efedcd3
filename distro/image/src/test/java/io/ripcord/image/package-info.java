/** The board ring: the device's own code against a kernel that has what a board's has. */
@NullMarked
package io.ripcord.image;

import org.jspecify.annotations.NullMarked;
