/** The board as Linux shows it: programs, durable files, facts, artifacts on disk. */
@NullMarked
package io.ripcord.host;

import org.jspecify.annotations.NullMarked;
