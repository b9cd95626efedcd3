/** Talks with the devices over MQTT: presence, desired states, blocks, commands, events; and enrols them. */
@NullMarked
package io.ripcord.console.fleet;

import org.jspecify.annotations.NullMarked;
