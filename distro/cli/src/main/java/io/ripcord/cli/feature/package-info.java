/** Features: packed, signed, installed. */
@NullMarked
package io.ripcord.cli.feature;

import org.jspecify.annotations.NullMarked;
