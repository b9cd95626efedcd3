/** Talks to a device or a console over REST (distro/docs/rest.md), which look the same from here. */
@NullMarked
package io.ripcord.cli.remote;

import org.jspecify.annotations.NullMarked;
