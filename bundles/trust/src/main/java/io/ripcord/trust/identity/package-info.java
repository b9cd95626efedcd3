/** The device's key, its fleet, its clock, and the keys whose signatures count. */
@NullMarked
package io.ripcord.trust.identity;

import org.jspecify.annotations.NullMarked;
