/** The command line: what {@code ./ripcord} hands over to. */
@NullMarked
package io.ripcord.cli;

import org.jspecify.annotations.NullMarked;
