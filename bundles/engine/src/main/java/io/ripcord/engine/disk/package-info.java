/** Files that tell when they are damaged. */
@NullMarked
package io.ripcord.engine.disk;

import org.jspecify.annotations.NullMarked;
