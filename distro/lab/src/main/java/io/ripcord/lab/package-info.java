/** A board in namespaces of its own: network, engine, device process, and what surrounds them. */
@NullMarked
package io.ripcord.lab;

import org.jspecify.annotations.NullMarked;
