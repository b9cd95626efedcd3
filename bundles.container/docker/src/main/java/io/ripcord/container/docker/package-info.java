/** The container engine behind the {@code ContainerRuntime} port, spoken to over its Unix socket. */
@NullMarked
package io.ripcord.container.docker;

import org.jspecify.annotations.NullMarked;
