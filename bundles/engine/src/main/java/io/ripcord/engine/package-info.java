/** The engine: takes desired states in, runs changes one at a time, reports what came of them. */
@NullMarked
package io.ripcord.engine;

import org.jspecify.annotations.NullMarked;
