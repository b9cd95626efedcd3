/** Secrets: sealed on their way to a device, and in the device's store. */
@NullMarked
package io.ripcord.trust.secrets;

import org.jspecify.annotations.NullMarked;
