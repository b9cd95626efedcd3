/** The device's side of the talk with its fleet: connection, presence, desired state, blocks, commands, enrolment. */
@NullMarked
package io.ripcord.agent;

import org.jspecify.annotations.NullMarked;
