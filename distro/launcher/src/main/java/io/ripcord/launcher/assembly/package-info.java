/** Makes the folder that the launcher starts, at build time, from a resolved bndrun. */
@NullMarked
package io.ripcord.launcher.assembly;

import org.jspecify.annotations.NullMarked;
