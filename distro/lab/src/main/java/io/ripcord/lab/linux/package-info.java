/** Processes, control groups and waits, as Linux has them. */
@NullMarked
package io.ripcord.lab.linux;

import org.jspecify.annotations.NullMarked;
