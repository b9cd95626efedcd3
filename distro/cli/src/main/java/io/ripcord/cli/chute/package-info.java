/** Chutes: their images made, installed, watched. */
@NullMarked
package io.ripcord.cli.chute;

import org.jspecify.annotations.NullMarked;
