/** Starts one device or console from its folder: counts starts, runs the framework, stops it in order. */
@NullMarked
package io.ripcord.launcher;

import org.jspecify.annotations.NullMarked;
