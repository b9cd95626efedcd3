/** The domain of chutes: tenants' containers, each with a network, limits and a data folder of its own. */
@NullMarked
package io.ripcord.container.chutes;

import org.jspecify.annotations.NullMarked;
