/** Who is trusted on this device or console, and for what. */
@NullMarked
package io.ripcord.trust;

import org.jspecify.annotations.NullMarked;
