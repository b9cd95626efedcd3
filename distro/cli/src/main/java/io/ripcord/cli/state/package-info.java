/** The desired state: shown, edited, compared, rolled back. */
@NullMarked
package io.ripcord.cli.state;

import org.jspecify.annotations.NullMarked;
