/** The fleet's certificate authority and signing key, on the console. */
@NullMarked
package io.ripcord.trust.authority;

import org.jspecify.annotations.NullMarked;
