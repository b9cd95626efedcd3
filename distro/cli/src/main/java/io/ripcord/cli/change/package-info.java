/** What the engine did. */
@NullMarked
package io.ripcord.cli.change;

import org.jspecify.annotations.NullMarked;
