/** The device's local REST: distro/docs/rest.md, one class a resource. */
@NullMarked
package io.ripcord.rest;

import org.jspecify.annotations.NullMarked;
