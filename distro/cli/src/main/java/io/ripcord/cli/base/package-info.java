/** Bases: built, signed, brought onto devices. */
@NullMarked
package io.ripcord.cli.base;

import org.jspecify.annotations.NullMarked;
