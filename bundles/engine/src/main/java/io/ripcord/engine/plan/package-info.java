/** From documents to units and sorted steps: pure, but for observing. */
@NullMarked
package io.ripcord.engine.plan;

import org.jspecify.annotations.NullMarked;
