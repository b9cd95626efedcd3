/** The default broker: HiveMQ CE in memory, as a process that lives and dies with the console. */
@NullMarked
package io.ripcord.console.broker;

import org.jspecify.annotations.NullMarked;
