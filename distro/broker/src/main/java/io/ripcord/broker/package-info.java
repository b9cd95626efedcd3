/** The console's default broker: HiveMQ CE in memory, in a process of its own. */
@NullMarked
package io.ripcord.broker;

import org.jspecify.annotations.NullMarked;
