/** What was begun, confirmed and settled, kept through power cuts. */
@NullMarked
package io.ripcord.engine.journal;

import org.jspecify.annotations.NullMarked;
