/** The two layers of the desired state: kept on disk, merged. */
@NullMarked
package io.ripcord.engine.layers;

import org.jspecify.annotations.NullMarked;
