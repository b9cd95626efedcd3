/** Carrying plans out: steps with limits, undo, health gates. */
@NullMarked
package io.ripcord.engine.run;

import org.jspecify.annotations.NullMarked;
