/** {@code ./ripcord test}: all rings, one count. */
@NullMarked
package io.ripcord.cli.test;

import org.jspecify.annotations.NullMarked;
